using System.Text.Json;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Streaming;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.OpenAiCompatible;

/// <summary>
/// Reads the chunks of one streamed chat completion, forward only. Unknown fields are skipped, known ones may be absent or null. A whole
/// completion, from a server that does not stream, is read too: it has <c>message</c> in place of <c>delta</c>.
/// </summary>
/// <param name="vendor">Whose signatures of thinking are kept; null: nobody's.</param>
internal sealed class ChunkParser(string? vendor = null)
{
    private readonly ChunkTemplate _template = new();

    public ErrorBody? Parse(ReadOnlySpan<byte> json, ReplyBuilder builder)
    {
        json = json.Trim((byte)' ');
        if (json.IsEmpty || json.SequenceEqual("[DONE]"u8))
        {
            builder.IsComplete |= !json.IsEmpty;
            return null;
        }

        if (_template.TryMatch(json, out var text))
        {
            builder.Append(_template.IsThinking, text, isEscaped: false);
            return null;
        }

        var texts = new ChunkTexts();
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A chunk is not an object.");
        }

        ErrorBody? error = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            error ??= ReadProperty(ref reader, json, builder, ref texts);
        }

        _template.Learn(json, texts);
        return error;
    }

    private ErrorBody? ReadProperty(
        ref Utf8JsonReader reader, ReadOnlySpan<byte> json, ReplyBuilder builder, ref ChunkTexts texts)
    {
        if (reader.ValueTextEquals("choices"u8))
        {
            ReadChoices(ref reader, builder, ref texts);
        }
        else if (reader.ValueTextEquals("usage"u8))
        {
            builder.Usage = UsageParser.Read(ref reader) ?? builder.Usage;
            texts.HasMore = true;
        }
        else if (reader.ValueTextEquals("timings"u8))
        {
            builder.Timing = UsageParser.ReadTimings(ref reader) ?? builder.Timing;
            texts.HasMore = true;
        }
        else if (reader.ValueTextEquals("prompt_progress"u8))
        {
            builder.Progress(ReplyPhase.ProcessingPrompt, UsageParser.ReadProgress(ref reader));
            texts.HasMore = true;
        }
        else if (reader.ValueTextEquals("error"u8))
        {
            reader.Read();
            texts.HasMore = true;
            var isError = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.String;
            reader.Skip();
            return isError ? ErrorBody.Parse(json) : null;
        }
        else if (reader.ValueTextEquals("object"u8))
        {
            // Older vLLM servers: the chunk as a whole is the error.
            reader.Read();
            if (reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("error"u8))
            {
                return ErrorBody.Parse(json);
            }

            reader.Skip();
        }
        else
        {
            reader.Read();
            reader.Skip();
        }

        return null;
    }

    private void ReadChoices(ref Utf8JsonReader reader, ReplyBuilder builder, ref ChunkTexts texts)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        // One choice was asked for; a server that gives more is not listened to.
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            if (index > 0 || reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("delta"u8) || reader.ValueTextEquals("message"u8))
                {
                    ReadDelta(ref reader, builder, ref texts);
                }
                else if (reader.ValueTextEquals("finish_reason"u8))
                {
                    reader.Read();
                    if (reader.TokenType == JsonTokenType.String)
                    {
                        builder.FinishReason = ToFinishReason(reader.GetString());
                        texts.HasMore = true;
                    }
                }
                else
                {
                    reader.Read();
                    reader.Skip();
                }
            }
        }
    }

    private void ReadDelta(ref Utf8JsonReader reader, ReplyBuilder builder, ref ChunkTexts texts)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        // Some servers send the same thinking under an old and a new name.
        var hasThinking = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var thinking = reader.ValueTextEquals("reasoning_content"u8) || reader.ValueTextEquals("reasoning"u8)
                || reader.ValueTextEquals("thinking"u8);
            var wanted = thinking ? !hasThinking : reader.ValueTextEquals("content"u8);
            var isCalls = reader.ValueTextEquals("tool_calls"u8);
            var isRefusal = reader.ValueTextEquals("refusal"u8);
            reader.Read();
            if (wanted && reader.TokenType == JsonTokenType.String)
            {
                hasThinking |= thinking && !reader.ValueSpan.IsEmpty;
                texts.Add(thinking, reader);
                builder.Append(thinking, ref reader);
            }
            else if (wanted && !thinking && reader.TokenType == JsonTokenType.StartArray)
            {
                texts.HasMore = true;
                ContentListParser.Read(ref reader, builder, vendor);
            }
            else if (isCalls && reader.TokenType == JsonTokenType.StartArray)
            {
                texts.HasMore = true;
                ReadCalls(ref reader, builder);
            }
            else if (isRefusal && reader.TokenType == JsonTokenType.String)
            {
                texts.HasMore = true;
                builder.IsRefused |= !reader.ValueSpan.IsEmpty;
                builder.Append(thinking: false, ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static void ReadCalls(ref Utf8JsonReader reader, ReplyBuilder builder)
    {
        using var calls = JsonDocument.ParseValue(ref reader);
        var position = 0;
        foreach (var call in calls.RootElement.EnumerateArray())
        {
            if (call.ValueKind == JsonValueKind.Object)
            {
                builder.ToolCalls.Read(call, position++, isWhole: false);
            }
        }
    }

    private static ChatFinishReason ToFinishReason(string? word) => word switch
    {
        null or "" or "stop" or "eos" or "stop_sequence" => ChatFinishReason.Stop,
        "length" or "model_length" or "max_tokens" => ChatFinishReason.Length,
        "tool_calls" or "function_call" => ChatFinishReason.ToolCalls,
        "content_filter" => ChatFinishReason.ContentFilter,
        _ => new(word),
    };
}
