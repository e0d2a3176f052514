using System.Text.Json;
using System.Text.Unicode;
using AiChatLocal.Protocol;

namespace AiChatLocal.Rpc.Messages;

/// <summary>Reads the outer object of a message and finds what is wrong with it.</summary>
internal ref struct EnvelopeReader
{
    /// <summary>
    /// The reader keeps one bit a level. What is nested deeper than a record is refused when its parameters are read, which
    /// knows the id to answer to.
    /// </summary>
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 100_000 };

    private Utf8JsonReader _json;
    private RequestId? _id;
    private string? _method;
    private Range? _params, _result, _error;
    private bool _hasVersion, _hasId, _hasMethod;
    private string? _wrong;

    /// <summary>Never throws: what cannot be read comes back as <see cref="MessageKind.Invalid"/>.</summary>
    public static Envelope Read(ReadOnlySpan<byte> frame)
    {
        // The JSON reader looks into strings only when it is asked for them.
        if (!Utf8.IsValid(frame)) return Invalid(null, RpcErrorCode.ParseError, "The message is not valid UTF-8.");
        var reader = new EnvelopeReader { _json = new Utf8JsonReader(frame, Options) };
        try
        {
            return reader.Read();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return Invalid(null, RpcErrorCode.ParseError, "The message is not valid JSON.");
        }
    }

    private Envelope Read()
    {
        _json.Read();
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            var isBatch = _json.TokenType == JsonTokenType.StartArray;
            ReadToEnd();
            return Invalid(null, isBatch ? "Batches are not supported: send each message by itself." : "The message is not a JSON object.");
        }

        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName) ReadMember();
        ReadToEnd();
        return Judge();
    }

    private void ReadMember()
    {
        if (_json.ValueTextEquals("jsonrpc"u8)) ReadVersion();
        else if (_json.ValueTextEquals("id"u8)) ReadId();
        else if (_json.ValueTextEquals("method"u8)) ReadMethod();
        else if (_json.ValueTextEquals("params"u8)) ReadRange(ref _params, "params");
        else if (_json.ValueTextEquals("result"u8)) ReadRange(ref _result, "result");
        else if (_json.ValueTextEquals("error"u8)) ReadRange(ref _error, "error");
        else _json.Skip();
    }

    private void ReadVersion()
    {
        _json.Read();
        _hasVersion = _json.TokenType == JsonTokenType.String && _json.ValueSpan.SequenceEqual("2.0"u8);
        _json.Skip();
    }

    private void ReadId()
    {
        if (_hasId) _wrong ??= "\"id\" stands twice.";
        _hasId = true;
        _json.Read();
        if (RequestId.TryRead(ref _json, out var id)) _id = id;
        else if (_json.TokenType != JsonTokenType.Null) _wrong ??= "\"id\" must be a whole number or a short string.";
        _json.Skip();
    }

    private void ReadMethod()
    {
        if (_hasMethod) _wrong ??= "\"method\" stands twice.";
        _hasMethod = true;
        _json.Read();
        if (_json.TokenType == JsonTokenType.String) _method = _json.GetString();
        else _wrong ??= "\"method\" must be a string.";
        _json.Skip();
    }

    private void ReadRange(ref Range? range, string name)
    {
        if (range is not null) _wrong ??= $"\"{name}\" stands twice.";
        _json.Read();
        var start = (int)_json.TokenStartIndex;
        _json.Skip();
        range = start..(int)_json.BytesConsumed;
    }

    private void ReadToEnd()
    {
        while (_json.Read())
        {
        }
    }

    private readonly Envelope Judge()
    {
        if (_hasMethod)
        {
            if (!_hasVersion) return Invalid(_id, "\"jsonrpc\" must be \"2.0\".");
            if (_hasId && _id is null) return Invalid(null, _wrong ?? "\"id\" must be a whole number or a short string.");
            if (_wrong is not null) return Invalid(_id, _wrong);
            return new(_id is null ? MessageKind.Notification : MessageKind.Request, _id, _method, _params);
        }

        // An answer is never answered, whatever is wrong with it.
        if (_result is not null || _error is not null) return new(MessageKind.Response, _id, Result: _result, Error: _error);
        return Invalid(_id, _wrong ?? "\"method\" is missing.");
    }

    private static Envelope Invalid(RequestId? id, string message) => Invalid(id, RpcErrorCode.InvalidRequest, message);

    private static Envelope Invalid(RequestId? id, int code, string message) =>
        new(MessageKind.Invalid, id) { Fault = new RpcException(code, message) };
}
