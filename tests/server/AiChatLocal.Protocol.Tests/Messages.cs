using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using AiChatLocal.Protocol.Generator;
using Xunit;

namespace AiChatLocal.Protocol.Tests;

/// <summary>Every record that stands alone on the wire: parameters, results, and the data of an error.</summary>
internal static class Messages
{
    private static readonly IReadOnlyDictionary<string, Type> ByName = ContractReader.Messages()
        .SelectMany(message => new[] { message.Params, message.Result })
        .OfType<Type>()
        .Append(typeof(ErrorData))
        .Distinct()
        .ToDictionary(type => type.Name, StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. ByName.Keys.Order(StringComparer.Ordinal)];

    public static JsonTypeInfo Info(string name) => Info(ByName[name]);

    public static JsonTypeInfo Info(Type type) =>
        ProtocolJsonContext.Default.GetTypeInfo(type) ?? throw new InvalidOperationException($"{type} is not in {nameof(ProtocolJsonContext)}.");

    public static JsonObject Written(string name, Sample sample) =>
        JsonSerializer.SerializeToNode(sample.Of(ByName[name]), Info(name))!.AsObject();

    public static JsonObject ReadAndWritten(string name, JsonNode json) =>
        JsonSerializer.SerializeToNode(json.Deserialize(Info(name)), Info(name))!.AsObject();
}
