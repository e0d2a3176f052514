using System.Text.Json;
using System.Text.Json.Serialization;
using AiChatLocal.Protocol;

namespace AiChatLocal.Rpc.TestHost;

/// <summary>Answers with what was sent.</summary>
[RpcRequest("test/echo")]
internal sealed record EchoParams(string Text, int Times = 1) : IRpcRequest<EchoResult>;

internal sealed record EchoResult(string Text);

/// <summary>Runs until it is cancelled.</summary>
/// <param name="Partial">Answer with a result then, instead of an error.</param>
[RpcRequest("test/slow")]
internal sealed record SlowParams(bool Partial = false) : IRpcRequest<EchoResult>;

/// <summary>Streams the words <c>0 1 2 …</c> as fast as they are taken.</summary>
[RpcRequest("test/stream")]
internal sealed record StreamParams(string StreamId, int Count) : IRpcRequest<StreamResult>;

internal sealed record StreamResult(int Sent, string Ended);

[RpcNotification("test/delta", RpcSender.Server)]
internal sealed record StreamDelta(string StreamId, int Seq, string Text) : IRpcNotification;

/// <summary>Says how far the streams are, whether or not anybody reads them.</summary>
[RpcRequest("test/progress")]
internal sealed record ProgressParams : IRpcRequest<ProgressResult>;

/// <param name="ResidentBytes">Memory of the process.</param>
internal sealed record ProgressResult(int Sent, long ResidentBytes);

[RpcRequest("test/fail")]
internal sealed record FailParams(string Kind) : IRpcRequest<EmptyResult>;

/// <summary>Asks the other side for an echo, and answers with its answer.</summary>
[RpcRequest("test/askBack")]
internal sealed record AskBackParams(string Text) : IRpcRequest<EchoResult>;

/// <summary>Ends the session.</summary>
[RpcNotification("test/exit", RpcSender.Client)]
internal sealed record ExitParams : IRpcNotification;

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    NumberHandling = JsonNumberHandling.Strict,
    PropertyNameCaseInsensitive = false,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(EmptyResult))]
[JsonSerializable(typeof(EchoParams))]
[JsonSerializable(typeof(EchoResult))]
[JsonSerializable(typeof(SlowParams))]
[JsonSerializable(typeof(StreamParams))]
[JsonSerializable(typeof(StreamResult))]
[JsonSerializable(typeof(StreamDelta))]
[JsonSerializable(typeof(ProgressParams))]
[JsonSerializable(typeof(ProgressResult))]
[JsonSerializable(typeof(FailParams))]
[JsonSerializable(typeof(AskBackParams))]
[JsonSerializable(typeof(ExitParams))]
internal sealed partial class TestJsonContext : JsonSerializerContext;
