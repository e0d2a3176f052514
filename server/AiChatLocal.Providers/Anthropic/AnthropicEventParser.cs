using System.Text.Json;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Streaming;

namespace AiChatLocal.Providers.Anthropic;

/// <summary>
/// Reads the events of one streamed message. An event is told by the fields that it has: unknown ones and pings have none of them. A whole
/// message, from a server that does not stream, is read too.
/// </summary>
internal sealed class AnthropicEventParser
{
    private readonly AnthropicUsage _usage = new();
    private string? _signature;

    public ErrorBody? Parse(ReadOnlySpan<byte> json, ReplyBuilder builder)
    {
        json = json.Trim((byte)' ');
        if (json.IsEmpty)
        {
            return null;
        }

        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("An event is not an object.");
        }

        // The index may stand behind what it belongs to.
        var index = 0;
        Utf8JsonReader delta = default, block = default;
        bool hasDelta = false, hasBlock = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("delta"u8))
            {
                delta = reader;
                hasDelta = true;
                Skip(ref reader);
            }
            else if (reader.ValueTextEquals("content_block"u8))
            {
                block = reader;
                hasBlock = true;
                Skip(ref reader);
            }
            else if (reader.ValueTextEquals("index"u8))
            {
                reader.Read();
                index = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) ? number : 0;
            }
            else if (reader.ValueTextEquals("message"u8) || reader.ValueTextEquals("usage"u8) || reader.ValueTextEquals("stop_reason"u8)
                || reader.ValueTextEquals("content"u8))
            {
                ReadMessage(json, builder);
                Skip(ref reader);
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                return ErrorBody.Parse(json);
            }
            else if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                ReadType(reader, builder);
            }
            else
            {
                Skip(ref reader);
            }
        }

        if (hasBlock)
        {
            ReadBlock(ref block, index, builder);
        }

        if (hasDelta)
        {
            ReadDelta(ref delta, index, builder);
        }

        return null;
    }

    private void ReadType(in Utf8JsonReader type, ReplyBuilder builder)
    {
        if (type.TokenType != JsonTokenType.String)
        {
            return;
        }

        if (type.ValueTextEquals("content_block_stop"u8))
        {
            EndThinking(builder);
        }
        else if (type.ValueTextEquals("message_stop"u8))
        {
            builder.IsComplete = true;
        }
    }

    private void ReadBlock(ref Utf8JsonReader reader, int index, ReplyBuilder builder)
    {
        reader.Read();
        using var document = JsonDocument.ParseValue(ref reader);
        ReadBlock(document.RootElement, index, builder);
    }

    private void ReadBlock(JsonElement block, int index, ReplyBuilder builder)
    {
        switch (block.Text("type"))
        {
            case "text" when block.Text("text") is { } text: builder.Append(thinking: false, text); break;
            case "thinking":
                if (block.Text("thinking") is { } thinking)
                {
                    builder.Append(thinking: true, thinking);
                }

                _signature = block.Text("signature");
                break;
            case "redacted_thinking" when block.Text("data") is { } data: builder.Signature(AnthropicMessageWriter.Redacted + data); break;
            case "tool_use":
                // Tools that the vendor runs itself have other types; their input is no call for us.
                var input = block.Member("input");
                var isGiven = input.ValueKind == JsonValueKind.Object && input.EnumerateObject().Any();
                builder.ToolCalls.Append(index, block.Text("id"), block.Text("name"), isGiven ? input.GetRawText() : null);
                break;
        }
    }

    /// <summary>The names of the texts tell the kinds of a delta apart.</summary>
    private void ReadDelta(ref Utf8JsonReader reader, int index, ReplyBuilder builder)
    {
        reader.Read();
        var start = reader;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var thinking = reader.ValueTextEquals("thinking"u8);
            var text = thinking || reader.ValueTextEquals("text"u8);
            var signature = reader.ValueTextEquals("signature"u8);
            var input = reader.ValueTextEquals("partial_json"u8);
            var ending = reader.ValueTextEquals("stop_reason"u8);
            reader.Read();
            if (reader.TokenType != JsonTokenType.String)
            {
                reader.Skip();
            }
            else if (text)
            {
                builder.Append(thinking, ref reader);
            }
            else if (signature)
            {
                _signature = reader.GetString();
            }
            else if (input)
            {
                builder.ToolCalls.Append(index, null, null, reader.GetString());
            }
            else if (ending)
            {
                using var document = JsonDocument.ParseValue(ref start);
                AnthropicEnding.Read(document.RootElement, builder);
                return;
            }
        }
    }

    /// <summary>The first event, the last but one, and a message as a whole: rare, so a tree costs nothing.</summary>
    private void ReadMessage(ReadOnlySpan<byte> json, ReplyBuilder builder)
    {
        var reader = new Utf8JsonReader(json);
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        var message = root.Member("message") is { ValueKind: JsonValueKind.Object } inner ? inner : root;
        if (message.Member("usage") is { ValueKind: JsonValueKind.Object } usage)
        {
            builder.Usage = _usage.Add(usage);
        }

        if (root.Text("type") == "message" && !builder.IsComplete)
        {
            var index = 0;
            foreach (var block in root.Items("content"))
            {
                ReadBlock(block, index++, builder);
                EndThinking(builder);
            }

            AnthropicEnding.Read(root, builder);
            builder.IsComplete = true;
        }
    }

    private void EndThinking(ReplyBuilder builder)
    {
        if (!string.IsNullOrEmpty(_signature))
        {
            builder.Signature(_signature);
            _signature = null;
        }
    }

    private static void Skip(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }
}
