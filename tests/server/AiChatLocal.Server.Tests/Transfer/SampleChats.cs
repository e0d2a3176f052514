using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Core.Generation;
using AiChatLocal.Core.Transfer;

namespace AiChatLocal.Server.Tests.Transfer;

/// <summary>Chats in which everything occurs that a chat can hold.</summary>
internal static class SampleChats
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 8, 30, 15, 123, TimeSpan.Zero);
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    public static ArchivedChat Everything()
    {
        var chat = new Chat(
            Id(1), "Title with \"quotes\" <b> & 😀\u2028end", Start, Start.AddHours(2), "ollama/llama3.2", "Be brief.", TitleSource: TitleSource.User,
            Settings: new(GenerationSettings.None with { Temperature = 0.7 }, "brief"),
            PinnedAt: Start.AddMinutes(1), ArchivedAt: Start.AddMinutes(2), Folder: "Work", Tags: ["a", "ü"], Origin: "other:1");
        var question = Message(chat, 2, null, MessageRole.User, new SelectionPart("a/b.cs", "csharp", 3, 4, "int a;\nint b;"),
            new ImagePart(Id(900), "image/png", Png.Length, "dot.png", Png), new TextPart("Why? \u0000 \t"));
        var first = Message(chat, 3, question.Id, MessageRole.Assistant, new ThinkingPart("Hm."), new SignaturePart("c2ln"), new TextPart("Because.")) with
        {
            Model = "anthropic/claude",
            LeavesThisMachine = true,
            Rating = Rating.Up,
            Usage = new(7, 9, 100.1, 42.0000001, 0.1 + 0.2, 1234.5, 3, 4, new(0.000123, "USD", "2026-07-02")),
        };
        var second = Message(chat, 4, question.Id, MessageRole.Assistant, new TextPart("Half an ans")) with
        {
            Model = "ollama/llama3.2",
            Status = MessageStatus.Failed,
            Failure = new(ProblemKind.StreamCut, $"It was cut off.", $"The server went away.", $"Ask again.", "EOF", Retryable: true, RetryAfter: TimeSpan.FromSeconds(90)),
        };
        var third = Message(chat, 5, question.Id, MessageRole.Assistant, new TextPart("Cut")) with { Model = "ollama/llama3.2", IsCut = true, Rating = Rating.Down };
        var other = Message(chat, 6, null, MessageRole.User, new TextPart("Another beginning"));
        var stopped = Message(chat, 7, other.Id, MessageRole.Assistant) with { Status = MessageStatus.Cancelled };
        return new(chat, [question, first, second, third, other, stopped], first.Id);
    }

    public static ArchivedChat Plain(long id, string title, string question, string answer)
    {
        var chat = new Chat(Id(id), title, Start, Start.AddMinutes(5));
        var asked = Message(chat, id + 1, null, MessageRole.User, new TextPart(question));
        var answered = Message(chat, id + 2, asked.Id, MessageRole.Assistant, new ThinkingPart("I think so."), new TextPart(answer)) with { Model = "fake/small" };
        return new(chat, [asked, answered], answered.Id);
    }

    public static EntityId Id(long number) => new(190_000_000_000_000_000 + number);

    private static Message Message(Chat chat, long id, EntityId? parent, MessageRole role, params Part[] parts) =>
        new(Id(id), chat.Id, parent, role, parts, MessageStatus.Complete, Start.AddMilliseconds(id));
}
