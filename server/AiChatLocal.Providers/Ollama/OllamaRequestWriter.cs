using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using AiChatLocal.Providers.Streaming;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Ollama;

/// <summary>Writes the body of <c>POST /api/chat</c>.</summary>
internal static class OllamaRequestWriter
{
    /// <summary>
    /// The context window to allocate, in <see cref="ChatOptions.AdditionalProperties"/>. Not sent unless set: a value other than the current
    /// one makes Ollama load the model anew.
    /// </summary>
    public const string ContextOption = "num_ctx";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static ReadOnlyMemory<byte> Write(string model, IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var body = new ArrayBufferWriter<byte>(4096);
        using var json = new Utf8JsonWriter(body, Options);
        json.WriteStartObject();
        json.WriteString("model"u8, model);
        json.WriteStartArray("messages"u8);
        foreach (var (role, text) in PromptMessages.Enumerate(messages, options))
        {
            json.WriteStartObject();
            json.WriteString("role"u8, role);
            json.WriteString("content"u8, text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("stream"u8, true);
        // Without it a conversation that does not fit loses its beginning, and nobody is told.
        json.WriteBoolean("truncate"u8, false);
        if (options is not null)
        {
            WriteFormat(json, options.ResponseFormat);
            WriteThinking(json, options.Reasoning?.Effort);
            WriteOptions(json, options);
        }

        json.WriteEndObject();
        json.Flush();
        return body.WrittenMemory;
    }

    private static void WriteFormat(Utf8JsonWriter json, ChatResponseFormat? format)
    {
        if (format is not ChatResponseFormatJson wanted)
        {
            return;
        }

        json.WritePropertyName("format"u8);
        if (wanted.Schema is { } schema)
        {
            schema.WriteTo(json);
        }
        else
        {
            json.WriteStringValue("json"u8);
        }
    }

    /// <summary>Left out unless the user chose: a model that cannot think refuses the field.</summary>
    private static void WriteThinking(Utf8JsonWriter json, ReasoningEffort? effort)
    {
        if (effort is ReasoningEffort.None)
        {
            json.WriteBoolean("think"u8, false);
        }
        else if (effort is { } wanted)
        {
            json.WriteString("think"u8, wanted switch
            {
                ReasoningEffort.Low => "low",
                ReasoningEffort.Medium => "medium",
                ReasoningEffort.ExtraHigh => "max",
                _ => "high",
            });
        }
    }

    private static void WriteOptions(Utf8JsonWriter json, ChatOptions options)
    {
        json.WriteStartObject("options"u8);
        json.WriteOptional("temperature"u8, options.Temperature);
        json.WriteOptional("top_p"u8, options.TopP);
        json.WriteOptional("top_k"u8, options.TopK);
        json.WriteOptional("frequency_penalty"u8, options.FrequencyPenalty);
        json.WriteOptional("presence_penalty"u8, options.PresencePenalty);
        json.WriteOptional("seed"u8, options.Seed);
        json.WriteOptional("num_predict"u8, options.MaxOutputTokens);
        json.WriteOptional("stop"u8, options.StopSequences);
        if (options.AdditionalProperties?.TryGetValue(ContextOption, out var context) == true && context is IConvertible)
        {
            json.WriteNumber("num_ctx"u8, Convert.ToInt64(context, CultureInfo.InvariantCulture));
        }

        json.WriteEndObject();
    }
}
