using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Core.Transfer;
using Microsoft.Data.Sqlite;

namespace AiChatLocal.Storage.Transfer;

/// <summary>Compares a chat that comes from elsewhere with what is stored.</summary>
/// <param name="Chat">With the id under which it is stored, or will be.</param>
/// <param name="Messages">Those that are not stored yet, parents first, with the ids that they will have.</param>
/// <param name="LeafId">The end of the branch that was current where it comes from.</param>
/// <param name="Addition">What adding them does.</param>
internal sealed record ArchivePlan(Chat Chat, IReadOnlyList<Message> Messages, EntityId? LeafId, Addition Addition)
{
    public static async Task<ArchivePlan> MakeAsync(SqliteConnection connection, ArchivedChat archived, CancellationToken cancellationToken)
    {
        var (chatId, isKnown) = await FindChatAsync(connection, archived.Chat, cancellationToken);
        var ids = new FreeIds(connection);
        Dictionary<EntityId, EntityId> idOf = [];
        List<Message> added = [];
        foreach (var message in MessageOrder.ParentsFirst(archived.Messages))
        {
            var (id, isStored) = await ids.ForMessageAsync(message.Id, chatId, cancellationToken);
            idOf[message.Id] = id;
            if (!isStored)
            {
                EntityId? parent = message.ParentId is { } before ? idOf[before] : null;
                added.Add(await WithAttachmentIdsAsync(message with { Id = id, ChatId = chatId, ParentId = parent }, ids, cancellationToken));
            }
        }

        var kind = (isKnown, added.Count) switch
        {
            (false, _) => AdditionKind.New,
            (true, 0) => AdditionKind.Known,
            _ => AdditionKind.Extended,
        };
        EntityId? leaf = archived.LeafId is { } last && idOf.TryGetValue(last, out var found) ? found : null;
        return new(archived.Chat with { Id = chatId }, added, leaf, new(kind, chatId, added.Count));
    }

    private static async Task<(EntityId Id, bool IsKnown)> FindChatAsync(SqliteConnection connection, Chat chat, CancellationToken cancellationToken)
    {
        if (chat.Origin is { } origin
            && await connection.QueryNumberAsync("SELECT id FROM chats WHERE origin = $origin", cancellationToken, ("$origin", origin)) is { } sameOrigin)
        {
            return (new(sameOrigin), true);
        }

        for (var id = chat.Id.Value; ; id++)
        {
            var found = await connection.QueryAsync(
                "SELECT origin FROM chats WHERE id = $id", row => row.GetText(0), cancellationToken, ("$id", id));
            switch (found)
            {
                case []:
                    return (new(id), false);
                // Another origin: two chats from elsewhere that were given the same id.
                case [var other] when other == chat.Origin:
                    return (new(id), true);
            }
        }
    }

    private static async Task<Message> WithAttachmentIdsAsync(Message message, FreeIds ids, CancellationToken cancellationToken)
    {
        if (!message.Parts.Any(part => part is ImagePart))
        {
            return message;
        }

        List<Part> parts = [.. message.Parts];
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i] is ImagePart image)
            {
                parts[i] = image with { AttachmentId = await ids.ForAttachmentAsync(image.AttachmentId, cancellationToken) };
            }
        }

        return message with { Parts = parts };
    }
}
