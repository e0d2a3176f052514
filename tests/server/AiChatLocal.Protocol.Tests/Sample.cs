using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AiChatLocal.Protocol.Tests;

/// <summary>Makes an instance of any record of the contract, with the same values every time.</summary>
internal sealed class Sample
{
    /// <summary>Every member has a value; a list of a union holds one of each kind.</summary>
    public static readonly Sample Full = new(withOptional: true);

    /// <summary>What has a default is left at it.</summary>
    public static readonly Sample Least = new(withOptional: false);

    private static readonly DateTimeOffset Instant = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);
    private readonly bool _withOptional;

    private Sample(bool withOptional) => _withOptional = withOptional;

    public object Of(Type type) => Value(type, "value");

    private object Value(Type declared, string name)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (type == typeof(string))
            return $"{name} – \"quoted\"\n";
        if (type == typeof(bool))
            return true;
        if (type == typeof(int))
            return 42;
        if (type == typeof(long))
            return 9_007_199_254_740_991;
        if (type == typeof(double))
            return 0.25;
        if (type == typeof(float))
            return 0.5f;
        if (type == typeof(DateTimeOffset))
            return Instant;
        if (type == typeof(JsonElement))
            return JsonElement.Parse("7");
        if (type.IsEnum)
            return Enum.GetValues(type).Cast<object>().Last();
        var info = Messages.Info(type);
        if (info.ElementType is { } element)
            return List(element, name);
        return info.PolymorphismOptions is { } union ? Record(union.DerivedTypes[0].DerivedType) : Record(type);
    }

    private IList List(Type element, string name)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        IEnumerable<Type> kinds = element == typeof(string) || element.IsPrimitive || Messages.Info(element).PolymorphismOptions is not { } union
            ? [element]
            : union.DerivedTypes.Select(derived => derived.DerivedType);
        foreach (var kind in kinds)
            list.Add(Value(kind, name));
        return list;
    }

    private object Record(Type type)
    {
        var constructor = type.GetConstructors().Single(candidate => candidate.GetParameters() is not [{ } only] || only.ParameterType != type);
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter =>
            parameter.HasDefaultValue && !_withOptional ? parameter.DefaultValue : Value(parameter.ParameterType, parameter.Name!))]);
    }
}
