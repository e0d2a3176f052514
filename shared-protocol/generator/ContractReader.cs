using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace AiChatLocal.Protocol.Generator;

/// <summary>
/// Reads the contract from the serializer's own metadata, so that what is generated is what goes over the wire, and not what a
/// second reading of the records might think goes over it.
/// </summary>
internal sealed class ContractReader
{
    private readonly JsonSerializerOptions _json = ProtocolJsonContext.Default.Options;
    private readonly XmlComments _comments = XmlComments.Of(typeof(ProtocolJsonContext).Assembly);
    private readonly SortedDictionary<string, ContractType> _types = new(StringComparer.Ordinal);
    private readonly HashSet<Type> _outputs = [];

    public static Contract Read() => new ContractReader().ReadContract();

    /// <summary>Every record with a method's name, and the type of its answer.</summary>
    public static IEnumerable<(Type Params, string Method, RpcSender Sender, Type? Result)> Messages()
    {
        foreach (var type in typeof(ProtocolJsonContext).Assembly.GetTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            if (type.GetCustomAttribute<RpcRequestAttribute>() is { } request)
                yield return (type, request.Method, RpcSender.Client, ResultOf(type));
            else if (type.GetCustomAttribute<RpcNotificationAttribute>() is { } notification)
                yield return (type, notification.Method, notification.Sender, null);
        }
    }

    private static Type ResultOf(Type parameters) =>
        parameters.GetInterfaces().SingleOrDefault(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IRpcRequest<>))
            ?.GetGenericArguments()[0]
        ?? throw new InvalidOperationException($"{parameters} names a request but is no IRpcRequest<TResult>.");

    private Contract ReadContract()
    {
        var messages = Messages().ToList();
        foreach (var message in messages)
            CollectOutputs(message.Sender == RpcSender.Server ? message.Params : message.Result);
        CollectOutputs(typeof(ErrorData));
        Add(typeof(ErrorData));
        var methods = messages
            .Select(message => new ContractMethod(
                message.Method, message.Sender, (RecordType)Add(message.Params), message.Result is null ? null : (RecordType)Add(message.Result)))
            .OrderBy(method => method.Name, StringComparer.Ordinal)
            .ToList();
        return new Contract(methods, [.. _types.Values], [.. ErrorCodes()]);
    }

    private IEnumerable<ContractErrorCode> ErrorCodes() =>
        typeof(RpcErrorCode).GetFields()
            .Select(field => new ContractErrorCode(
                JsonNamingPolicy.CamelCase.ConvertName(field.Name), (int)field.GetRawConstantValue()!, _comments.Summary(field)));

    private void CollectOutputs(Type? type)
    {
        if (type is null || !_outputs.Add(type))
            return;
        var info = _json.GetTypeInfo(type);
        CollectOutputs(info.ElementType);
        foreach (var derived in info.PolymorphismOptions?.DerivedTypes ?? [])
            CollectOutputs(derived.DerivedType);
        foreach (var property in info.Properties)
            CollectOutputs(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);
    }

    private ContractType Add(Type type, (string Property, string Value)? discriminator = null)
    {
        if (_types.TryGetValue(type.Name, out var known))
            return known;
        var info = _json.GetTypeInfo(type);
        var doc = _comments.Summary(type);
        if (type.IsEnum)
            return _types[type.Name] = new EnumType(type.Name, doc, [.. Enum.GetValues(type).Cast<object>().Select(ValueText)]);
        if (info.PolymorphismOptions is { } union)
        {
            _types[type.Name] = new UnionType(
                type.Name, doc, union.TypeDiscriminatorPropertyName, [.. union.DerivedTypes.Select(derived => derived.DerivedType.Name)]);
            foreach (var derived in union.DerivedTypes)
                Add(derived.DerivedType, (union.TypeDiscriminatorPropertyName, (string)derived.TypeDiscriminator!));
            return _types[type.Name];
        }

        var inputOnly = !_outputs.Contains(type);
        return _types[type.Name] = new RecordType(
            type.Name, doc, [.. info.Properties.Select(property => Property(type, property, inputOnly))], inputOnly, discriminator);
    }

    private ContractProperty Property(Type owner, JsonPropertyInfo property, bool inputOnly)
    {
        var parameter = property.AssociatedParameter
            ?? throw new InvalidOperationException($"{owner.Name}.{property.Name} is no parameter of the record's constructor.");
        var nullable = parameter.IsNullable;
        var absentIsNull = parameter is { HasDefaultValue: true, DefaultValue: null } && nullable;
        var value = parameter.HasDefaultValue && !absentIsNull ? parameter.DefaultValue : null;
        return new ContractProperty(
            property.Name,
            _comments.Parameter(owner, parameter.Name),
            Shape(property.PropertyType),
            Optional: absentIsNull || (value is not null && inputOnly),
            Nullable: nullable && !parameter.HasDefaultValue,
            Default: value is null ? null : JsonSerializer.SerializeToNode(value, _json.GetTypeInfo(property.PropertyType)));
    }

    private ValueShape Shape(Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        ScalarKind? scalar = type == typeof(string) ? ScalarKind.Text
            : type == typeof(bool) ? ScalarKind.Flag
            : type == typeof(int) ? ScalarKind.Int32
            : type == typeof(long) ? ScalarKind.Int64
            : type == typeof(double) || type == typeof(float) ? ScalarKind.Number
            : type == typeof(DateTimeOffset) ? ScalarKind.Instant
            : type == typeof(JsonElement) ? ScalarKind.Any
            : null;
        if (scalar is { } kind)
            return new ValueShape.Scalar(kind);
        return _json.GetTypeInfo(type).ElementType is { } element
            ? new ValueShape.ArrayOf(Shape(element))
            : new ValueShape.Named(Add(type).Name);
    }

    private string ValueText(object value) => JsonSerializer.SerializeToNode(value, _json.GetTypeInfo(value.GetType()))!.GetValue<string>();
}
