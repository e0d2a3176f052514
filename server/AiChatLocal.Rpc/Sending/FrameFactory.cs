using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AiChatLocal.Protocol;
using AiChatLocal.Rpc.Messages;

namespace AiChatLocal.Rpc.Sending;

/// <summary>Makes outgoing messages, and keeps their buffers for the next ones.</summary>
internal sealed class FrameFactory(RpcFraming framing)
{
    private const int LargestPool = 32;

    private readonly ConcurrentQueue<Frame> _pool = new();

    public Frame Request<T>(long id, JsonEncodedText method, T parameters, JsonTypeInfo<T> type) => Call(id, method, parameters, type);

    public Frame Notification<T>(JsonEncodedText method, T parameters, JsonTypeInfo<T> type) => Call(null, method, parameters, type);

    public Frame Result<T>(RequestId id, T result, JsonTypeInfo<T> type)
    {
        var frame = Start();
        try
        {
            id.WriteTo(frame.Json, EnvelopeNames.Id);
            frame.Json.WritePropertyName(EnvelopeNames.Result);
            JsonSerializer.Serialize(frame.Json, result, type);
            return End(frame);
        }
        catch
        {
            Return(frame);
            throw;
        }
    }

    public Frame Cancel(long id)
    {
        var frame = Start();
        frame.Json.WriteString(EnvelopeNames.Method, EnvelopeNames.CancelRequest);
        frame.Json.WriteStartObject(EnvelopeNames.Params);
        frame.Json.WriteNumber(EnvelopeNames.Id, id);
        frame.Json.WriteEndObject();
        return End(frame);
    }

    /// <param name="id">Null when the request's own is not known.</param>
    public Frame Error(RequestId? id, RpcException error)
    {
        var frame = Start();
        if (id is { } known) known.WriteTo(frame.Json, EnvelopeNames.Id);
        else frame.Json.WriteNull(EnvelopeNames.Id);
        frame.Json.WriteStartObject(EnvelopeNames.Error);
        frame.Json.WriteNumber(EnvelopeNames.Code, error.Code);
        frame.Json.WriteString(EnvelopeNames.Message, error.Message);
        if (error.ErrorData is { } data)
        {
            frame.Json.WritePropertyName(EnvelopeNames.Data);
            JsonSerializer.Serialize(frame.Json, data, ProtocolJsonContext.Default.ErrorData);
        }

        frame.Json.WriteEndObject();
        return End(frame);
    }

    public void Return(Frame frame)
    {
        if (_pool.Count >= LargestPool) return;
        frame.Clear();
        _pool.Enqueue(frame);
    }

    private Frame Call<T>(long? id, JsonEncodedText method, T parameters, JsonTypeInfo<T> type)
    {
        var frame = Start();
        try
        {
            if (id is { } number) frame.Json.WriteNumber(EnvelopeNames.Id, number);
            frame.Json.WriteString(EnvelopeNames.Method, method);
            frame.Json.WritePropertyName(EnvelopeNames.Params);
            JsonSerializer.Serialize(frame.Json, parameters, type);
            return End(frame);
        }
        catch
        {
            Return(frame);
            throw;
        }
    }

    private Frame Start()
    {
        var frame = _pool.TryDequeue(out var pooled) ? pooled : new Frame();
        frame.Json.WriteStartObject();
        frame.Json.WriteString(EnvelopeNames.JsonRpc, EnvelopeNames.Version);
        return frame;
    }

    private Frame End(Frame frame)
    {
        frame.Json.WriteEndObject();
        frame.Complete(framing);
        return frame;
    }
}
