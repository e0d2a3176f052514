using System.Globalization;
using AiChatLocal.Protocol.Chat;
using AiChatLocal.Protocol.Engine;
using AiChatLocal.Providers.Streaming;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Embedded.Engine;

/// <summary>Makes the engine's request of a chat request.</summary>
internal static class EngineRequests
{
    public static EngineGenerateParams Create(string modelPath, IEnumerable<Microsoft.Extensions.AI.ChatMessage> messages, ChatOptions? options) => new(
        Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture),
        modelPath,
        [.. PromptMessages.Enumerate(messages, options).Select(message => new EngineMessage(RoleOf(message.Role), message.Text))],
        options is null ? null : SamplingOf(options),
        ContextLength: options?.AdditionalProperties is { } more && more.TryGetValue("contextLength", out int length) ? length : null);

    private static MessageRole RoleOf(string role) => role switch
    {
        "system" => MessageRole.System,
        "assistant" => MessageRole.Assistant,
        _ => MessageRole.User,
    };

    private static EngineSampling SamplingOf(ChatOptions options) => new(
        options.Temperature,
        options.TopP,
        options.TopK,
        Seed: options.Seed is { } seed ? (int)(seed & int.MaxValue) : null,
        MaxTokens: options.MaxOutputTokens,
        Stop: options.StopSequences is { Count: > 0 } stop ? [.. stop] : null,
        JsonSchema: (options.ResponseFormat as ChatResponseFormatJson)?.Schema?.GetRawText());
}
