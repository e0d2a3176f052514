using System.Text.Json;

namespace AiChatLocal.Rpc.Messages;

/// <summary>The outer object of a JSON-RPC message. The ranges point into the frame that it was read from.</summary>
internal readonly record struct Envelope(
    MessageKind Kind, RequestId? Id = null, string? Method = null, Range? Params = null, Range? Result = null, Range? Error = null)
{
    /// <summary>Set when the message is none that can be carried out: what is answered instead.</summary>
    public RpcException? Fault { get; init; }
}

internal enum MessageKind
{
    Invalid,
    Request,
    Notification,
    Response,
}

/// <summary>The names that the outer object of a message has.</summary>
internal static class EnvelopeNames
{
    public static readonly JsonEncodedText JsonRpc = JsonEncodedText.Encode("jsonrpc");
    public static readonly JsonEncodedText Version = JsonEncodedText.Encode("2.0");
    public static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    public static readonly JsonEncodedText Method = JsonEncodedText.Encode("method");
    public static readonly JsonEncodedText Params = JsonEncodedText.Encode("params");
    public static readonly JsonEncodedText Result = JsonEncodedText.Encode("result");
    public static readonly JsonEncodedText Error = JsonEncodedText.Encode("error");
    public static readonly JsonEncodedText Code = JsonEncodedText.Encode("code");
    public static readonly JsonEncodedText Message = JsonEncodedText.Encode("message");
    public static readonly JsonEncodedText CancelRequest = JsonEncodedText.Encode("$/cancelRequest");
    public static readonly JsonEncodedText Data = JsonEncodedText.Encode("data");
}
