using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AiChatLocal.Protocol;

namespace AiChatLocal.Rpc.Dispatch;

/// <summary>How the records of a session are written and read. A type is looked up on its first use: start-up waits for none.</summary>
internal sealed class WireTypes(IJsonTypeInfoResolver json)
{
    private readonly JsonSerializerOptions _options = json is JsonSerializerContext context
        ? context.Options
        : new JsonSerializerOptions(ProtocolJsonContext.Default.Options) { TypeInfoResolver = json };

    public JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)_options.GetTypeInfo(typeof(T));
}
