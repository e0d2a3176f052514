using System.Text.Json;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Streaming;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Ollama;

/// <summary>Reads the lines of one streamed <c>/api/chat</c>, forward only. Unknown fields are skipped, known ones may be absent.</summary>
internal sealed class OllamaLineParser
{
    private long? _promptTokens;
    private long? _promptNanoseconds;
    private long? _tokens;
    private long? _nanoseconds;

    public ErrorBody? Parse(ReadOnlySpan<byte> json, ReplyBuilder builder)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A line is not an object.");
        }

        ErrorBody? error = null;
        var done = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("message"u8))
            {
                ReadMessage(ref reader, builder);
            }
            else if (reader.ValueTextEquals("done"u8))
            {
                reader.Read();
                done = reader.TokenType == JsonTokenType.True;
            }
            else if (reader.ValueTextEquals("done_reason"u8))
            {
                reader.Read();
                builder.FinishReason = reader.TokenType == JsonTokenType.String ? ToFinishReason(reader.GetString()) : builder.FinishReason;
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                reader.Read();
                using var value = JsonDocument.ParseValue(ref reader);
                error = value.RootElement.ValueKind is JsonValueKind.Null ? null : ErrorBody.Parse(json);
            }
            else
            {
                ReadNumber(ref reader);
            }
        }

        if (done)
        {
            Complete(builder);
        }

        return error;
    }

    private static void ReadMessage(ref Utf8JsonReader reader, ReplyBuilder builder)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        // Within one line the thinking comes first, whichever of the two stands first in it.
        Utf8JsonReader content = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var thinking = reader.ValueTextEquals("thinking"u8);
            var isContent = reader.ValueTextEquals("content"u8);
            var isCalls = reader.ValueTextEquals("tool_calls"u8);
            reader.Read();
            if (thinking && reader.TokenType == JsonTokenType.String)
            {
                builder.Append(thinking: true, ref reader);
            }
            else if (isContent && reader.TokenType == JsonTokenType.String)
            {
                content = reader;
            }
            else if (isCalls && reader.TokenType == JsonTokenType.StartArray)
            {
                ReadCalls(ref reader, builder);
            }
            else
            {
                reader.Skip();
            }
        }

        builder.Append(thinking: false, ref content);
    }

    private static void ReadCalls(ref Utf8JsonReader reader, ReplyBuilder builder)
    {
        using var calls = JsonDocument.ParseValue(ref reader);
        foreach (var call in calls.RootElement.EnumerateArray().Where(call => call.ValueKind == JsonValueKind.Object))
        {
            builder.ToolCalls.Read(call, position: 0, isWhole: true);
        }
    }

    private void ReadNumber(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("prompt_eval_count"u8))
        {
            _promptTokens = Number(ref reader);
        }
        else if (reader.ValueTextEquals("prompt_eval_duration"u8))
        {
            _promptNanoseconds = Number(ref reader);
        }
        else if (reader.ValueTextEquals("eval_count"u8))
        {
            _tokens = Number(ref reader);
        }
        else if (reader.ValueTextEquals("eval_duration"u8))
        {
            _nanoseconds = Number(ref reader);
        }
        else
        {
            reader.Read();
            reader.Skip();
        }
    }

    private static long? Number(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number))
        {
            return number;
        }

        reader.Skip();
        return null;
    }

    private void Complete(ReplyBuilder builder)
    {
        builder.IsComplete = true;
        // "stop", also when it stopped to call.
        builder.FinishReason = builder.ToolCalls.IsEmpty ? builder.FinishReason ?? ChatFinishReason.Stop : ChatFinishReason.ToolCalls;
        if (_promptTokens is not null || _tokens is not null)
        {
            builder.Usage = new()
            {
                InputTokenCount = _promptTokens,
                OutputTokenCount = _tokens,
                TotalTokenCount = _promptTokens + _tokens,
            };
        }

        var (prompt, generation) = (Speed(_promptTokens, _promptNanoseconds), Speed(_tokens, _nanoseconds));
        builder.Timing = prompt is null && generation is null ? null : new TimingContent(prompt, generation);
    }

    private static double? Speed(long? tokens, long? nanoseconds) =>
        tokens > 0 && nanoseconds > 0 ? tokens.Value * 1e9 / nanoseconds.Value : null;

    private static ChatFinishReason ToFinishReason(string? word) => word switch
    {
        null or "" or "stop" or "load" or "unload" => ChatFinishReason.Stop,
        "length" => ChatFinishReason.Length,
        _ => new(word),
    };
}
