using AiChatLocal.Core.Chats;
using AiChatLocal.Protocol.Chat;

namespace AiChatLocal.Server.Features.Chat;

internal sealed class ChatSearchHandler(IChatStore store)
{
    private const int MostHits = 200;

    public async Task<ChatSearchResult> HandleAsync(ChatSearchParams parameters, CancellationToken cancellationToken)
    {
        var limit = Edge.CheckLimit(parameters.Limit, MostHits);
        var hits = await store.SearchAsync(parameters.Query, FilterOf(parameters), limit, cancellationToken);
        return new([.. hits.Select(hit => hit.ToWire())]);
    }

    private static SearchFilter FilterOf(ChatSearchParams parameters) => new(
        Edge.ParseOptionalId(parameters.ChatId, $"chat"),
        parameters.Model,
        parameters.Since,
        parameters.Until,
        parameters.Folder,
        parameters.Tag,
        parameters.HasCode ?? false);
}
