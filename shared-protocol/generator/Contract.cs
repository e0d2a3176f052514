using System.Text.Json.Nodes;

namespace AiChatLocal.Protocol.Generator;

/// <summary>The contract as every output needs it: what the serializer does with the records, plus their comments.</summary>
internal sealed record Contract(
    IReadOnlyList<ContractMethod> Methods, IReadOnlyList<ContractType> Types, IReadOnlyList<ContractErrorCode> ErrorCodes)
{
    public IEnumerable<ContractMethod> Requests => Methods.Where(method => method.Result is not null);

    public IEnumerable<ContractMethod> NotificationsFrom(RpcSender sender) =>
        Methods.Where(method => method.Result is null && method.Sender == sender);
}

/// <param name="Result">Null for a notification.</param>
internal sealed record ContractMethod(string Name, RpcSender Sender, RecordType Params, RecordType? Result);

internal sealed record ContractErrorCode(string Name, int Code, string? Doc);

internal abstract record ContractType(string Name, string? Doc);

internal sealed record EnumType(string Name, string? Doc, IReadOnlyList<string> Members) : ContractType(Name, Doc);

/// <summary>Records that a discriminator tells apart.</summary>
internal sealed record UnionType(string Name, string? Doc, string Discriminator, IReadOnlyList<string> Cases) : ContractType(Name, Doc);

/// <param name="Discriminator">The property and the value that mark this record in a union.</param>
/// <param name="InputOnly">True when only requests and notifications of the client carry it: what has a default may be left out.</param>
internal sealed record RecordType(
    string Name, string? Doc, IReadOnlyList<ContractProperty> Properties, bool InputOnly, (string Property, string Value)? Discriminator = null)
    : ContractType(Name, Doc);

/// <param name="Optional">May be absent.</param>
/// <param name="Nullable">May be null: a value that is always told, even where there is none.</param>
/// <param name="Default">What an absent value stands for, when that is not "none".</param>
internal sealed record ContractProperty(string Name, string? Doc, ValueShape Shape, bool Optional, bool Nullable, JsonNode? Default);

/// <summary>The shape of one value on the wire.</summary>
internal abstract record ValueShape
{
    public sealed record Scalar(ScalarKind Kind) : ValueShape;

    public sealed record ArrayOf(ValueShape Element) : ValueShape;

    public sealed record Named(string Type) : ValueShape;
}

internal enum ScalarKind
{
    Text,
    Flag,
    Int32,
    Int64,
    Number,
    Instant,
    Any,
}
