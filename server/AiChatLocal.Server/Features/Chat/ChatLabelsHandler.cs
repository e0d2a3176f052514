using AiChatLocal.Core.Chats;
using AiChatLocal.Protocol.Chat;

namespace AiChatLocal.Server.Features.Chat;

internal sealed class ChatLabelsHandler(IChatStore store)
{
    public async Task<ChatLabelsResult> HandleAsync(ChatLabelsParams _, CancellationToken cancellationToken)
    {
        var labels = await store.ListLabelsAsync(cancellationToken);
        return new([.. labels.Folders.Select(ToWire)], [.. labels.Tags.Select(ToWire)]);
    }

    private static ChatLabel ToWire(Label label) => new(label.Name, label.Chats);
}
