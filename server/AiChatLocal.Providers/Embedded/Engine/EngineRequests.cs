using System.Globalization;
using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
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
        [.. PromptMessages.Enumerate(messages, options).Select(ToEngine)],
        options is null ? null : SamplingOf(options),
        ContextLength: options?.ContextLength);

    private static EngineMessage ToEngine(PromptMessage message) => message.Contents.Any(content => content is DataContent or FunctionCallContent or FunctionResultContent)
        ? throw new ProviderException(new(
            ProblemKind.Invalid, $"The embedded engine takes text only.", $"The conversation holds an image or a tool call.", $"Remove it, or choose a model of another provider."))
        : new(RoleOf(message.Role.Value), message.Text);

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
        options.MinP,
        options.RepeatPenalty,
        Seed: options.Seed is { } seed ? (int)(seed & int.MaxValue) : null,
        MaxTokens: options.MaxOutputTokens,
        Stop: options.StopSequences is { Count: > 0 } stop ? [.. stop] : null,
        JsonSchema: (options.ResponseFormat as ChatResponseFormatJson)?.Schema?.GetRawText());
}
