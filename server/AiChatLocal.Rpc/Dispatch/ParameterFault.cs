using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AiChatLocal.Rpc.Dispatch;

/// <summary>
/// Says in plain words what is wrong with parameters that could not be read. The serializer's own messages name types of this program,
/// and are left out of the published one.
/// </summary>
internal static class ParameterFault
{
    public static string Describe(ReadOnlySpan<byte> parameters, JsonTypeInfo type, string? path)
    {
        if (Missing(parameters, type) is { } missing) return $"The parameter '{missing}' is missing.";
        if (UnionFault.Find(parameters, type) is { } union) return union;
        var place = path is null ? string.Empty : path.TrimStart('$').TrimStart('.');
        if (place.Length == 0) return "The parameters are not what the method takes.";
        if (Find(type, place) is { } property) return $"The parameter '{place}' must be {Expected(property)}.";
        return $"The parameter '{Shortened(place)}' has the wrong type, or something in it is missing.";
    }

    /// <summary>The first required member that the object lacks.</summary>
    private static string? Missing(ReadOnlySpan<byte> parameters, JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.IsRequired && !Has(parameters, property.Name)) return property.Name;
        }

        return null;
    }

    private static bool Has(ReadOnlySpan<byte> parameters, string name)
    {
        var reader = new Utf8JsonReader(parameters, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (IsNamed(ref reader, name)) return true;
            reader.Skip();
        }

        return false;
    }

    private static bool IsNamed(ref Utf8JsonReader reader, string name)
    {
        try
        {
            return reader.ValueTextEquals(name);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: it is the name of nothing.
            return false;
        }
    }

    private static JsonPropertyInfo? Find(JsonTypeInfo type, string name)
    {
        foreach (var property in type.Properties)
        {
            if (property.Name == name) return property;
        }

        return null;
    }

    private static string Expected(JsonPropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type.IsEnum) return "one of the words that the method knows";
        if (type == typeof(DateTimeOffset)) return "a date and time (ISO 8601)";
        return Type.GetTypeCode(type) switch
        {
            TypeCode.String => "a string",
            TypeCode.Boolean => "true or false",
            TypeCode.Int32 or TypeCode.Int64 or TypeCode.UInt32 => "a whole number",
            TypeCode.Double or TypeCode.Single or TypeCode.Decimal => "a number",
            _ when type.IsArray || type.IsAssignableTo(typeof(System.Collections.IEnumerable)) => "a list",
            _ => "an object as the method describes it",
        };
    }

    private static string Shortened(string place) => place.Length <= 100 ? place : $"{place[..100]}…";
}
