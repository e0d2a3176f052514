using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Core.Transfer;

namespace AiChatLocal.Server.Features.Transfer.Import;

/// <summary>
/// Gives a chat of another program ids of this one. They are made of the program's own ids, so that the same chat gets the same ones each time,
/// and of its times, so that it sorts among the others.
/// </summary>
internal static class ForeignMapping
{
    private const int MostTitle = 200;

    /// <param name="source">The program, as in <see cref="Core.Chats.Chat.Origin"/>.</param>
    /// <param name="leavesThisMachine">True for a service elsewhere.</param>
    /// <param name="now">Where the program tells no time at all.</param>
    public static ArchivedChat ToArchived(this ForeignChat chat, string source, bool leavesThisMachine, DateTimeOffset now)
    {
        var origin = $"{source}:{chat.Id}";
        var created = chat.CreatedAt ?? chat.Messages.Min(message => message.CreatedAt) ?? chat.UpdatedAt ?? now;
        var chatId = EntityId.Of(created, origin);
        Dictionary<string, EntityId> ids = [];
        List<DateTimeOffset> times = [];
        foreach (var message in chat.Messages)
        {
            // Where a message has no time it follows the one before.
            var time = message.CreatedAt ?? (times.Count > 0 ? times[^1].AddMilliseconds(1) : created);
            times.Add(time);
            ids.TryAdd(message.Id, EntityId.Of(time, $"{origin}/{message.Id}"));
        }

        List<Message> messages = [.. chat.Messages.Select((message, i) => new Message(
            ids[message.Id],
            chatId,
            message.ParentId is { } parent && ids.TryGetValue(parent, out var known) ? known : null,
            message.Role,
            Parts(message, times[i], origin),
            message.Status,
            Whole(times[i]),
            message.Model,
            leavesThisMachine && message.Role == MessageRole.Assistant,
            message.Usage,
            message.Failure,
            Rating: message.Rating))];
        var leaf = chat.LastMessageId is { } last && ids.TryGetValue(last, out var end) ? end : messages is [.., var lastRead] ? lastRead.Id : (EntityId?)null;
        var updated = chat.UpdatedAt ?? (times.Count > 0 ? times.Max() : created);
        return new(
            new(
                chatId, Title(chat), Whole(created), Whole(updated), SystemPrompt: chat.SystemPrompt, TitleSource: TitleSource.User,
                PinnedAt: chat.IsPinned ? Whole(updated) : null, ArchivedAt: chat.IsArchived ? Whole(updated) : null,
                Folder: chat.Folder, Tags: chat.Tags, Origin: origin),
            messages,
            leaf);
    }

    private static IReadOnlyList<Part> Parts(ForeignMessage message, DateTimeOffset time, string origin) =>
        [.. message.Parts.Select((part, i) => part is ImagePart image ? image with { AttachmentId = EntityId.Of(time, $"{origin}/{message.Id}/{i}") } : part)];

    private static string Title(ForeignChat chat)
    {
        var title = string.Join(' ', chat.Title.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (title.Length == 0)
        {
            var texts = chat.Messages.SelectMany(message => message.Parts).OfType<TextPart>();
            var words = texts.FirstOrDefault(text => !Formats.Texts.IsAbsent(text))?.Text ?? "";
            title = string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(12));
        }

        title = title.Length == 0 ? T($"Imported chat") : title;
        return title.Length <= MostTitle ? title : title[..(char.IsHighSurrogate(title[MostTitle - 1]) ? MostTitle - 1 : MostTitle)];
    }

    // The database keeps milliseconds.
    private static DateTimeOffset Whole(DateTimeOffset time) => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
}
