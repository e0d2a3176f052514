using System.Text.Json;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Streaming;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.OpenAiCompatible.Responses;

/// <summary>
/// Reads the events of one streamed response. Fields come in any order, indexes and unknown events may be missing or new. A whole response,
/// from a server that does not stream, is read too.
/// </summary>
internal sealed class ResponseEventParser
{
    private bool _hasText;
    private bool _hasThinking;
    private bool _hasItems;

    public ErrorBody? Parse(ReadOnlySpan<byte> json, ReplyBuilder builder)
    {
        json = json.Trim((byte)' ');
        if (json.IsEmpty || json.SequenceEqual("[DONE]"u8))
        {
            return null;
        }

        // Nearly every event is a piece of text: its two fields are found without a tree.
        ReadOnlySpan<byte> type = default;
        ReadOnlySpan<byte> delta = default;
        var isEscaped = false;
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("An event is not an object.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isType, isDelta) = (reader.ValueTextEquals("type"u8), reader.ValueTextEquals("delta"u8));
            reader.Read();
            if (reader.TokenType == JsonTokenType.String && isType)
            {
                type = reader.ValueSpan;
            }
            else if (reader.TokenType == JsonTokenType.String && isDelta)
            {
                delta = reader.ValueSpan;
                isEscaped = reader.ValueIsEscaped;
            }

            reader.Skip();
        }

        if (type.SequenceEqual("response.output_text.delta"u8) || type.SequenceEqual("response.refusal.delta"u8))
        {
            builder.IsRefused |= type[9] == 'r' && !delta.IsEmpty;
            _hasText |= !delta.IsEmpty;
            Append(builder, thinking: false, delta, isEscaped);
            return null;
        }

        if (type.SequenceEqual("response.reasoning_summary_text.delta"u8) || type.SequenceEqual("response.reasoning_text.delta"u8))
        {
            _hasThinking |= !delta.IsEmpty;
            Append(builder, thinking: true, delta, isEscaped);
            return null;
        }

        var rest = new Utf8JsonReader(json);
        using var document = JsonDocument.ParseValue(ref rest);
        return ReadEvent(document.RootElement, json, builder);
    }

    private static void Append(ReplyBuilder builder, bool thinking, ReadOnlySpan<byte> delta, bool isEscaped)
    {
        if (!delta.IsEmpty)
        {
            builder.Append(thinking, delta, isEscaped);
        }
    }

    private ErrorBody? ReadEvent(JsonElement root, ReadOnlySpan<byte> json, ReplyBuilder builder)
    {
        switch (root.Text("type"))
        {
            case "response.output_item.done":
                ReadItem(root.Member("item"), builder);
                return null;
            case "response.reasoning_summary_part.added" when root.Int("summary_index") is not null && _hasThinking:
                builder.Append(thinking: true, "\n\n");
                return null;
            case "response.completed" or "response.incomplete":
                return ReadEnd(root.Member("response"), builder);
            case "response.failed" or "response.cancelled":
                return ReadFailure(root.Member("response"), builder);
            case "error":
                return ErrorBody.Parse(json);
            case null when root.Text("object") == "response":
                return root.Text("status") is "failed" or "cancelled" ? ReadFailure(root, builder) : ReadEnd(root, builder);
            case null:
                return ErrorBody.Find(root);
            default:
                return null;
        }
    }

    private void ReadItem(JsonElement item, ReplyBuilder builder)
    {
        _hasItems = true;
        switch (item.Text("type"))
        {
            case "message" when !_hasText:
                foreach (var part in item.Items("content"))
                {
                    builder.IsRefused |= part.Text("refusal") is not null;
                    builder.Append(thinking: false, part.Text("text") ?? part.Text("refusal"));
                }

                break;
            case "reasoning":
                ReadReasoning(item, builder);
                break;
            case "function_call" when item.Text("name") is { } name:
                builder.Add(ToolCalls.Make(item.Text("call_id") ?? item.Text("id"), name, item.Text("arguments") ?? ""));
                builder.FinishReason = ChatFinishReason.ToolCalls;
                break;
        }

        // What came in pieces was the item that has ended.
        _hasText = _hasThinking = false;
    }

    private void ReadReasoning(JsonElement item, ReplyBuilder builder)
    {
        if (!_hasThinking)
        {
            var pieces = item.Items("summary").Concat(item.Items("content")).Select(part => part.Text("text")).OfType<string>();
            builder.Append(thinking: true, string.Join("\n\n", pieces));
        }

        if (item.Text("encrypted_content") is not null)
        {
            builder.Signature(item.GetRawText());
        }
    }

    private ErrorBody? ReadEnd(JsonElement response, ReplyBuilder builder)
    {
        if (!_hasItems && !_hasText)
        {
            foreach (var item in response.Items("output"))
            {
                ReadItem(item, builder);
            }
        }

        builder.Usage = ReadUsage(response.Member("usage")) ?? builder.Usage;
        builder.FinishReason = response.Member("incomplete_details").Text("reason") switch
        {
            "max_output_tokens" => ChatFinishReason.Length,
            "content_filter" => ChatFinishReason.ContentFilter,
            { } other => new(other),
            null => builder.FinishReason ?? ChatFinishReason.Stop,
        };
        builder.IsComplete = true;
        return null;
    }

    private static ErrorBody ReadFailure(JsonElement response, ReplyBuilder builder)
    {
        builder.Usage = ReadUsage(response.Member("usage"));
        return ErrorBody.Find(response) ?? new(T($"The response failed; the server does not say why."), "");
    }

    private static UsageDetails? ReadUsage(JsonElement usage) => usage.ValueKind != JsonValueKind.Object ? null : new()
    {
        InputTokenCount = usage.Long("input_tokens"),
        OutputTokenCount = usage.Long("output_tokens"),
        TotalTokenCount = usage.Long("total_tokens"),
        CachedInputTokenCount = usage.Member("input_tokens_details").Long("cached_tokens"),
        ReasoningTokenCount = usage.Member("output_tokens_details").Long("reasoning_tokens"),
    };
}
