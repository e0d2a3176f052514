using System.Text.Json;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Streaming;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Gemini;

/// <summary>Writes the bodies of <c>:streamGenerateContent</c> and <c>:countTokens</c>. What the user did not set is left out.</summary>
internal static class GeminiRequestWriter
{
    public static RequestBody Write(IEnumerable<ChatMessage> messages, ChatOptions? options) => JsonWriting.ToBody(json =>
    {
        json.WriteStartObject();
        WriteRequest(json, messages, options);
        json.WriteEndObject();
    });

    public static RequestBody WriteCount(string model, IEnumerable<ChatMessage> messages, ChatOptions? options) => JsonWriting.ToBody(json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("generateContentRequest"u8);
        json.WriteString("model"u8, GeminiAddress.FullName(model));
        WriteRequest(json, messages, options);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static void WriteRequest(Utf8JsonWriter json, IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        GeminiMessageWriter.Write(json, [.. PromptMessages.Enumerate(messages, options)]);
        if (options is null)
        {
            return;
        }

        var settings = JsonWriting.ToText(inner => WriteSettings(inner, options));
        if (settings != "{}")
        {
            json.WritePropertyName("generationConfig"u8);
            json.WriteRawValue(settings, skipInputValidation: true);
        }

        WriteTools(json, options);
    }

    private static void WriteSettings(Utf8JsonWriter json, ChatOptions options)
    {
        json.WriteStartObject();
        json.WriteOptional("temperature"u8, options.Temperature);
        json.WriteOptional("topP"u8, options.TopP);
        json.WriteOptional("topK"u8, options.TopK);
        json.WriteOptional("maxOutputTokens"u8, options.MaxOutputTokens);
        json.WriteOptional("stopSequences"u8, options.StopSequences);
        json.WriteOptional("presencePenalty"u8, options.PresencePenalty);
        json.WriteOptional("frequencyPenalty"u8, options.FrequencyPenalty);
        json.WriteOptional("seed"u8, options.Seed);
        if (options.ResponseFormat is ChatResponseFormatJson format)
        {
            json.WriteString("responseMimeType"u8, "application/json"u8);
            if (format.Schema is { } schema)
            {
                json.WritePropertyName("responseJsonSchema"u8);
                schema.WriteTo(json);
            }
        }

        WriteThinking(json, options);
        json.WriteEndObject();
    }

    /// <summary>The API takes a number or a level, not both; the number is the more exact wish.</summary>
    private static void WriteThinking(Utf8JsonWriter json, ChatOptions options)
    {
        var level = options.Reasoning?.Effort;
        var budget = options.ThinkingBudget ?? (level is ReasoningEffort.None ? 0 : null);
        if (level is null && budget is null)
        {
            return;
        }

        json.WriteStartObject("thinkingConfig"u8);
        if (budget is not 0)
        {
            json.WriteBoolean("includeThoughts"u8, options.Reasoning?.Output is not ReasoningOutput.None);
        }

        if (budget is { } tokens)
        {
            json.WriteNumber("thinkingBudget"u8, tokens);
        }
        else
        {
            // There is no level above high.
            json.WriteString("thinkingLevel"u8, level switch { ReasoningEffort.Low => "LOW", ReasoningEffort.Medium => "MEDIUM", _ => "HIGH" });
        }

        json.WriteEndObject();
    }

    private static void WriteTools(Utf8JsonWriter json, ChatOptions options)
    {
        AIFunctionDeclaration[] functions = [.. options.Tools?.OfType<AIFunctionDeclaration>() ?? []];
        if (functions.Length == 0)
        {
            return;
        }

        json.WriteStartArray("tools"u8);
        json.WriteStartObject();
        json.WriteStartArray("functionDeclarations"u8);
        foreach (var function in functions)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, function.Name);
            json.WriteString("description"u8, function.Description);
            json.WritePropertyName("parametersJsonSchema"u8);
            function.JsonSchema.WriteTo(json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        if (options.ToolMode is not (NoneChatToolMode or RequiredChatToolMode))
        {
            return;
        }

        json.WriteStartObject("toolConfig"u8);
        json.WriteStartObject("functionCallingConfig"u8);
        json.WriteString("mode"u8, options.ToolMode is NoneChatToolMode ? "NONE"u8 : "ANY"u8);
        if (options.ToolMode is RequiredChatToolMode { RequiredFunctionName: { } name })
        {
            json.WriteOptional("allowedFunctionNames"u8, [name]);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
