using AiChatLocal.Core.Chats;

namespace AiChatLocal.Server.Features.Chat;

/// <summary>Reads the pictures of a conversation, which a stored message does not hold itself.</summary>
internal sealed class Pictures(IChatStore store)
{
    public async ValueTask<IReadOnlyList<Message>> LoadAsync(IReadOnlyList<Message> history, CancellationToken cancellationToken)
    {
        if (!history.Any(message => message.Parts.Any(IsUnread)))
        {
            return history;
        }

        List<Message> read = [];
        foreach (var message in history)
        {
            List<Part> parts = [];
            foreach (var part in message.Parts)
            {
                parts.Add(IsUnread(part) ? await LoadAsync(message, (ImagePart)part, cancellationToken) : part);
            }

            read.Add(message with { Parts = parts });
        }

        return read;
    }

    private async Task<Part> LoadAsync(Message message, ImagePart image, CancellationToken cancellationToken)
    {
        var found = await store.FindAttachmentAsync(message.ChatId, image.AttachmentId, cancellationToken);
        return image with { Data = found?.Data };
    }

    private static bool IsUnread(Part part) => part is ImagePart { Data: null };
}
