using System.Text.Json;
using AiChatLocal.Core;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Streaming;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Anthropic;

/// <summary>Writes the bodies of <c>POST /messages</c> and <c>POST /messages/count_tokens</c>. What the user did not set is left out.</summary>
internal static class AnthropicRequestWriter
{
    public static RequestBody Write(string model, IEnumerable<ChatMessage> messages, ChatOptions? options, ModelFacts facts) => JsonWriting.ToBody(json =>
    {
        var maxTokens = options?.MaxOutputTokens ?? facts.MaxTokens ?? throw NoMaximum(model);
        var thinking = AnthropicThinking.From(options, facts, maxTokens);
        json.WriteStartObject();
        json.WriteString("model"u8, model);
        json.WriteNumber("max_tokens"u8, maxTokens);
        AnthropicMessageWriter.Write(json, [.. PromptMessages.Enumerate(messages, options)]);
        json.WriteBoolean("stream"u8, true);
        json.WriteOptional("temperature"u8, options?.Temperature);
        json.WriteOptional("top_p"u8, options?.TopP);
        json.WriteOptional("top_k"u8, options?.TopK);
        json.WriteOptional("stop_sequences"u8, options?.StopSequences);
        thinking.Write(json);
        WriteOutput(json, options, facts, thinking);
        WriteTools(json, options);
        json.WriteEndObject();
    });

    /// <summary>The same prompt without what only an answer needs.</summary>
    public static RequestBody WriteCount(string model, IEnumerable<ChatMessage> messages, ChatOptions? options) => JsonWriting.ToBody(json =>
    {
        json.WriteStartObject();
        json.WriteString("model"u8, model);
        AnthropicMessageWriter.Write(json, [.. PromptMessages.Enumerate(messages, options)]);
        WriteTools(json, options);
        json.WriteEndObject();
    });

    private static void WriteOutput(Utf8JsonWriter json, ChatOptions? options, ModelFacts facts, AnthropicThinking thinking)
    {
        var format = options?.ResponseFormat as ChatResponseFormatJson;
        if (format is not null && (format.Schema is null || facts.Schema is false))
        {
            throw new ProviderException(new(
                ProblemKind.Invalid,
                $"The answer cannot be asked for in this form.",
                format.Schema is null ? T($"This API holds an answer to a JSON schema, but has no JSON without one.") : T($"This model does not hold its answers to a JSON schema."),
                format.Schema is null ? T($"Give a schema, or ask for JSON in the question.") : T($"Choose another model, or ask for JSON in the question.")));
        }

        if (format is null && thinking.Effort is null)
        {
            return;
        }

        json.WriteStartObject("output_config"u8);
        if (thinking.Effort is { } effort)
        {
            json.WriteString("effort"u8, effort);
        }

        if (format?.Schema is { } schema)
        {
            json.WriteStartObject("format"u8);
            json.WriteString("type"u8, "json_schema"u8);
            json.WritePropertyName("schema"u8);
            schema.WriteTo(json);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteTools(Utf8JsonWriter json, ChatOptions? options)
    {
        // A conversation with calls in it needs its tools named even when no further call is wanted.
        AIFunctionDeclaration[] functions = [.. options?.Tools?.OfType<AIFunctionDeclaration>() ?? []];
        if (functions.Length == 0)
        {
            return;
        }

        json.WriteStartArray("tools"u8);
        foreach (var function in functions)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, function.Name);
            json.WriteString("description"u8, function.Description);
            json.WritePropertyName("input_schema"u8);
            function.JsonSchema.WriteTo(json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        var (type, name) = options!.ToolMode switch
        {
            NoneChatToolMode => ("none", null),
            RequiredChatToolMode { RequiredFunctionName: { } required } => ("tool", required),
            RequiredChatToolMode => ("any", null),
            _ => (options.AllowMultipleToolCalls is false ? "auto" : null, (string?)null),
        };
        if (type is null)
        {
            return;
        }

        json.WriteStartObject("tool_choice"u8);
        json.WriteString("type"u8, type);
        if (name is not null)
        {
            json.WriteString("name"u8, name);
        }

        if (options.AllowMultipleToolCalls is false && type != "none")
        {
            json.WriteBoolean("disable_parallel_tool_use"u8, true);
        }

        json.WriteEndObject();
    }

    private static ProviderException NoMaximum(string model) => new(new(
        ProblemKind.Invalid, $"This API has to be told how long an answer may become, and nobody says it.",
        $"The server does not tell the maximum of {model}, and no maximum of output tokens is set.",
        $"Set the maximum of output tokens."));
}
