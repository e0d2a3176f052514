using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Tests.Support;

/// <summary>What a stream brought, put together.</summary>
internal sealed class Reply
{
    private readonly List<ChatResponseUpdate> _updates = [];

    public IReadOnlyList<ChatResponseUpdate> Updates => _updates;

    public Problem? Failure { get; private set; }

    public string Text => string.Concat(Contents<TextContent>().Select(content => content.Text));

    public string Thinking => string.Concat(Contents<TextReasoningContent>().Select(content => content.Text));

    public UsageDetails? Usage => Contents<UsageContent>().SingleOrDefault()?.Details;

    public TimingContent? Timing => Contents<TimingContent>().SingleOrDefault();

    public ChatFinishReason? FinishReason => _updates.LastOrDefault()?.FinishReason;

    public IEnumerable<T> Contents<T>() => _updates.SelectMany(update => update.Contents).OfType<T>();

    public static Task<Reply> AskAsync(IChatClient client, string question = "Hi", ChatOptions? options = null, Action? onUpdate = null) =>
        AskAsync(client, [new(ChatRole.User, question)], options, onUpdate);

    public static async Task<Reply> AskAsync(IChatClient client, IEnumerable<ChatMessage> messages, ChatOptions? options = null, Action? onUpdate = null)
    {
        var reply = new Reply();
        try
        {
            await foreach (var update in client.GetStreamingResponseAsync(messages, options, TestContext.Current.CancellationToken))
            {
                reply._updates.Add(update);
                onUpdate?.Invoke();
            }
        }
        catch (ProviderException failure)
        {
            reply.Failure = failure.Problem;
        }

        return reply;
    }
}
