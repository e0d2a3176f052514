using System.Text.Json;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Streaming;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.OpenAiCompatible.Responses;

/// <summary>
/// Writes the body of <c>POST /responses</c>. The vendor is asked to store nothing, so the whole conversation goes with each question, and
/// thinking comes and goes encrypted.
/// </summary>
internal static class ResponsesRequestWriter
{
    /// <summary>Fields that not every model takes.</summary>
    public const string Encrypted = "include";
    public const string Summary = "reasoning.summary";
    public const string Reasoning = "reasoning";

    public static RequestBody Write(string model, IEnumerable<ChatMessage> messages, ChatOptions? options, OpenAiDialect dialect) =>
        ExtraBody.Merge(WritePlain(model, messages, options, dialect), dialect.ExtraBody);

    private static RequestBody WritePlain(
        string model, IEnumerable<ChatMessage> messages, ChatOptions? options, OpenAiDialect dialect) => JsonWriting.ToBody(json =>
    {
        json.WriteStartObject();
        json.WriteString("model"u8, model);
        json.WriteStartArray("input"u8);
        foreach (var message in PromptMessages.Enumerate(messages, options))
        {
            InputItemWriter.Write(json, message);
        }

        json.WriteEndArray();
        json.WriteBoolean("stream"u8, true);
        json.WriteBoolean("store"u8, false);
        if (dialect.Takes(model, Encrypted))
        {
            json.WriteStartArray("include"u8);
            json.WriteStringValue("reasoning.encrypted_content"u8);
            json.WriteEndArray();
        }

        WriteReasoning(json, model, options?.Reasoning, dialect);
        if (options is not null)
        {
            json.WriteOptional("temperature"u8, options.Temperature);
            json.WriteOptional("top_p"u8, options.TopP);
            json.WriteOptional("max_output_tokens"u8, options.MaxOutputTokens);
            WriteFormat(json, options.ResponseFormat as ChatResponseFormatJson);
            WriteTools(json, options);
        }

        json.WriteEndObject();
    });

    private static void WriteReasoning(Utf8JsonWriter json, string model, ReasoningOptions? wanted, OpenAiDialect dialect)
    {
        var summary = dialect.Takes(model, Summary) && dialect.Takes(model, Reasoning);
        if (wanted?.Effort is null && !summary)
        {
            return;
        }

        // An effort that the user chose is sent and may be refused in the vendor's words.
        json.WriteStartObject("reasoning"u8);
        if (wanted?.Effort is { } effort)
        {
            json.WriteString("effort"u8, ChatRequestWriter.Word(effort));
        }

        if (summary)
        {
            json.WriteString("summary"u8, "auto"u8);
        }

        json.WriteEndObject();
    }

    private static void WriteFormat(Utf8JsonWriter json, ChatResponseFormatJson? format)
    {
        if (format is null)
        {
            return;
        }

        json.WriteStartObject("text"u8);
        json.WriteStartObject("format"u8);
        if (format.Schema is { } schema)
        {
            json.WriteString("type"u8, "json_schema"u8);
            json.WriteString("name"u8, format.SchemaName ?? "answer");
            if (format.SchemaDescription is { } description)
            {
                json.WriteString("description"u8, description);
            }

            json.WritePropertyName("schema"u8);
            schema.WriteTo(json);
            json.WriteBoolean("strict"u8, true);
        }
        else
        {
            json.WriteString("type"u8, "json_object"u8);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteTools(Utf8JsonWriter json, ChatOptions options)
    {
        if (options.Functions() is not { Count: > 0 } functions)
        {
            return;
        }

        json.WriteStartArray("tools"u8);
        foreach (var function in functions)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "function"u8);
            json.WriteString("name"u8, function.Name);
            json.WriteString("description"u8, function.Description);
            json.WritePropertyName("parameters"u8);
            function.JsonSchema.WriteTo(json);
            // Else every schema would have to name all its fields as required.
            json.WriteBoolean("strict"u8, false);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (options.ToolMode is not RequiredChatToolMode required)
        {
            return;
        }

        if (required.RequiredFunctionName is { } name)
        {
            json.WriteStartObject("tool_choice"u8);
            json.WriteString("type"u8, "function"u8);
            json.WriteString("name"u8, name);
            json.WriteEndObject();
        }
        else
        {
            json.WriteString("tool_choice"u8, "required"u8);
        }
    }
}
