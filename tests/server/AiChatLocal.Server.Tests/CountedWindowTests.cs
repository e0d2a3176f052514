using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Core.Generation;
using AiChatLocal.Server.Features.Generation;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Server.Tests;

/// <summary>What is left out of a conversation whose tokens were counted, and are others than the usual bytes of one.</summary>
public sealed class CountedWindowTests
{
    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 2)]
    [InlineData(0.5, 8)]
    public void The_oldest_are_dropped_by_what_was_counted(double scale, int fitting)
    {
        var history = Conversation(20);
        // Four questions of 104 guessed tokens fit where nothing differs from the guess.
        var use = Use(history, scale, window: (4 * 104) + 10);

        var kept = ContextFit.DropOldest(history, use);

        Assert.Equal(fitting, kept.Count);
        Assert.Equal(history[^1], kept[^1]);
    }

    [Fact]
    public void Room_is_left_for_what_is_sent_in_place_of_the_dropped()
    {
        var history = Conversation(20);
        var use = Use(history, scale: 1, window: (6 * 104) + 10);

        Assert.Equal(2, ContextFit.DropOldest(history, use, HistorySummary.Tokens).Count);
    }

    [Fact]
    public async Task A_summary_is_made_of_pieces_that_fit_by_what_was_counted()
    {
        var history = Conversation(60);
        using var usual = new Summariser();
        using var dense = new Summariser();
        var use = Use(history, 2, window: 2048);

        await new HistorySummary().OfAsync(usual, "m", history, use, 1, TestContext.Current.CancellationToken);
        await new HistorySummary().OfAsync(dense, "m", history, use, ContextFit.ScaleOf(history, use), TestContext.Current.CancellationToken);

        // Four bytes are two tokens here: a piece has to leave room for itself, the summary before it and the one that is written.
        Assert.True(usual.Longest / 2 > 2048 - (2 * HistorySummary.Tokens), "The pieces would fit anyway: the test shows nothing.");
        Assert.InRange(dense.Longest / 2, 1, 2048 - (2 * HistorySummary.Tokens));
    }

    private static ContextUse Use(List<Message> history, double scale, int window) =>
        new(window, 0, 0, (int)((history.Count - 1) * 104 * scale), 0, (int)(104 * scale), Estimated: false);

    private static List<Message> Conversation(int length) =>
    [
        .. Enumerable.Range(0, length).Select(_ => new Message(
            EntityId.New(TimeProvider.System), EntityId.New(TimeProvider.System), null, MessageRole.User, [new TextPart(new string('x', 400))], MessageStatus.Complete, default)),
    ];

    private sealed class Summariser : IChatClient
    {
        public int Longest { get; private set; }

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            Longest = Math.Max(Longest, messages.Last().Text.Length);
            return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "Short.")));
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
