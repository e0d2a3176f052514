using System.Text.Json;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Streaming;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Ollama;

/// <summary>Writes the body of <c>POST /api/chat</c>.</summary>
internal static class OllamaRequestWriter
{
    public static RequestBody Write(string model, IEnumerable<ChatMessage> messages, ChatOptions? options) => JsonWriting.ToBody(json =>
    {
        json.WriteStartObject();
        json.WriteString("model"u8, model);
        json.WriteStartArray("messages"u8);
        foreach (var message in PromptMessages.Enumerate(messages, options))
        {
            OllamaMessageWriter.Write(json, message);
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
            WriteKeepAlive(json, options.KeepAlive);
            json.WriteFunctionTools(options);
        }

        json.WriteEndObject();
    });

    /// <summary>Without messages nothing is answered: the model is loaded, or unloaded when it is to stay for no time.</summary>
    public static RequestBody WriteLoading(string model, LoadOptions options) => JsonWriting.ToBody(json =>
    {
        json.WriteStartObject();
        json.WriteString("model"u8, model);
        json.WriteStartArray("messages"u8);
        json.WriteEndArray();
        json.WriteBoolean("stream"u8, false);
        WriteLoadOptions(json, options);
        json.WriteEndObject();
    });

    /// <summary>For a model that makes vectors and does not chat.</summary>
    public static RequestBody WriteEmbedderLoading(string model, LoadOptions options) => JsonWriting.ToBody(json =>
    {
        json.WriteStartObject();
        json.WriteString("model"u8, model);
        json.WriteString("input"u8, "");
        WriteLoadOptions(json, options);
        json.WriteEndObject();
    });

    private static void WriteLoadOptions(Utf8JsonWriter json, LoadOptions options)
    {
        WriteKeepAlive(json, options.KeepAlive);
        if (options.ContextLength is { } length)
        {
            json.WriteStartObject("options"u8);
            json.WriteNumber("num_ctx"u8, length);
            json.WriteEndObject();
        }
    }

    /// <summary>In seconds; below 0: until it is unloaded. Not sent unless set: it would take the place of the server's own time.</summary>
    private static void WriteKeepAlive(Utf8JsonWriter json, TimeSpan? time) =>
        json.WriteOptional("keep_alive"u8, time is { } given ? (long?)(given < TimeSpan.Zero ? -1 : (long)Math.Ceiling(given.TotalSeconds)) : null);

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
        json.WriteOptional("min_p"u8, options.MinP);
        json.WriteOptional("repeat_penalty"u8, options.RepeatPenalty);
        // Not sent unless set: a value other than the current one makes Ollama load the model anew.
        json.WriteOptional("num_ctx"u8, options.ContextLength);
        json.WriteEndObject();
    }
}
