using System.Text.Json;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.OpenAiCompatible.Vendors;
using AiChatLocal.Providers.Streaming;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.OpenAiCompatible;

/// <summary>Writes the body of <c>POST /chat/completions</c>. What the user did not set is left out, for the server to decide.</summary>
internal static class ChatRequestWriter
{
    public static RequestBody Write(string model, IEnumerable<ChatMessage> messages, ChatOptions? options, OpenAiDialect dialect) =>
        ExtraBody.Merge(WritePlain(model, messages, options, dialect), dialect.ExtraBody);

    private static RequestBody WritePlain(
        string model, IEnumerable<ChatMessage> messages, ChatOptions? options, OpenAiDialect dialect) => JsonWriting.ToBody(json =>
    {
        json.WriteStartObject();
        json.WriteString("model"u8, model);
        json.WriteStartArray("messages"u8);
        foreach (var message in PromptMessages.Enumerate(messages, options))
        {
            ChatMessageWriter.Write(json, message, dialect.Vendor);
        }

        json.WriteEndArray();
        json.WriteBoolean("stream"u8, true);
        if (dialect.TakesUsageOption)
        {
            json.WriteStartObject("stream_options"u8);
            json.WriteBoolean("include_usage"u8, true);
            json.WriteEndObject();
        }

        if (dialect.ReportsProgress)
        {
            json.WriteBoolean("return_progress"u8, true);
        }

        if (options is not null)
        {
            WriteOptions(json, model, options, dialect);
            json.WriteFunctionTools(options);
            ChatMessageWriter.WriteToolChoice(json, options);
        }

        json.WriteEndObject();
    });

    private static void WriteOptions(Utf8JsonWriter json, string model, ChatOptions options, OpenAiDialect dialect)
    {
        json.WriteOptional("temperature"u8, options.Temperature);
        json.WriteOptional("top_p"u8, options.TopP);
        if (!dialect.Vendor.RefusesUnknown)
        {
            json.WriteOptional("top_k"u8, options.TopK);
            json.WriteOptional("min_p"u8, options.MinP);
            if (options.RepeatPenalty is { } penalty)
            {
                json.WriteNumber(dialect.Vendor.RepeatPenalty, penalty);
            }
        }

        json.WriteOptional("frequency_penalty"u8, options.FrequencyPenalty);
        json.WriteOptional("presence_penalty"u8, options.PresencePenalty);
        if (dialect.Vendor.Seed is { } field && options.Seed is { } seed)
        {
            json.WriteNumber(field, seed);
        }

        if (options.MaxOutputTokens is { } limit)
        {
            json.WriteNumber(dialect.MaxTokens, limit);
        }

        json.WriteOptional("stop"u8, options.StopSequences);
        if (options.Reasoning?.Effort is { } effort)
        {
            WriteEffort(json, model, effort, dialect.Vendor);
        }

        if (options.ResponseFormat is ChatResponseFormatJson format)
        {
            WriteFormat(json, format);
        }
    }

    private static void WriteEffort(Utf8JsonWriter json, string model, ReasoningEffort effort, VendorDialect vendor)
    {
        if (vendor.PromptModeModels.Any(beginning => model.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)))
        {
            // These think unless they are told not to, and know no levels.
            if (effort is not ReasoningEffort.None)
            {
                json.WriteString("prompt_mode"u8, "reasoning"u8);
            }
        }
        else if (vendor.Effort == "reasoning")
        {
            json.WriteStartObject("reasoning"u8);
            json.WriteString("effort"u8, Word(effort));
            json.WriteEndObject();
        }
        else if (vendor.Effort is { } field)
        {
            json.WriteString(field, Word(effort));
        }
    }

    public static string Word(ReasoningEffort effort) => effort switch
    {
        ReasoningEffort.None => "none",
        ReasoningEffort.Low => "low",
        ReasoningEffort.Medium => "medium",
        ReasoningEffort.ExtraHigh => "xhigh",
        _ => "high",
    };

    private static void WriteFormat(Utf8JsonWriter json, ChatResponseFormatJson format)
    {
        json.WriteStartObject("response_format"u8);
        if (format.Schema is { } schema)
        {
            json.WriteString("type"u8, "json_schema"u8);
            json.WriteStartObject("json_schema"u8);
            json.WriteString("name"u8, format.SchemaName ?? "answer");
            if (format.SchemaDescription is { } description)
            {
                json.WriteString("description"u8, description);
            }

            json.WritePropertyName("schema"u8);
            schema.WriteTo(json);
            json.WriteBoolean("strict"u8, true);
            json.WriteEndObject();
        }
        else
        {
            json.WriteString("type"u8, "json_object"u8);
        }

        json.WriteEndObject();
    }
}
