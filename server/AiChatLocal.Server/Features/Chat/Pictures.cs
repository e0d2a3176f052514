using AiChatLocal.Core;
using AiChatLocal.Core.Chats;

namespace AiChatLocal.Server.Features.Chat;

/// <summary>Reads the pictures of a conversation, which a stored message does not hold itself.</summary>
internal sealed class Pictures(IChatStore store, TimeProvider time)
{
    public async ValueTask<IReadOnlyList<Message>> LoadAsync(IReadOnlyList<Message> history, CancellationToken cancellationToken)
    {
        List<Message> read = [.. history];
        for (var i = 0; i < read.Count; i++)
        {
            if (read[i].Parts.Any(IsUnread))
            {
                read[i] = await LoadAsync(read[i], cancellationToken);
            }
        }

        return read;
    }

    /// <summary>Pictures that the chat holds already and that are attached anew, as copies of their own.</summary>
    public async ValueTask<IReadOnlyList<Part>> WithStoredAsync(EntityId chatId, IReadOnlyList<Part> parts, CancellationToken cancellationToken)
    {
        if (!parts.Any(IsUnread))
        {
            return parts;
        }

        List<Part> read = [.. parts];
        for (var i = 0; i < read.Count; i++)
        {
            if (read[i] is ImagePart { Data: null } image)
            {
                var stored = await store.FindAttachmentAsync(chatId, image.AttachmentId, cancellationToken) ?? throw ChatErrors.NoSuchAttachment(image.AttachmentId);
                read[i] = new ImagePart(EntityId.New(time), stored.MediaType, stored.Data.Length, image.FileName, stored.Data);
            }
        }

        return read;
    }

    private async Task<Message> LoadAsync(Message message, CancellationToken cancellationToken)
    {
        List<Part> parts = [.. message.Parts];
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i] is ImagePart { Data: null } image)
            {
                parts[i] = image with { Data = (await store.FindAttachmentAsync(message.ChatId, image.AttachmentId, cancellationToken))?.Data };
            }
        }

        return message with { Parts = parts };
    }

    private static bool IsUnread(Part part) => part is ImagePart { Data: null };
}
