using AiChatLocal.Core.Transfer;

namespace AiChatLocal.Server.Features.Transfer.Export;

/// <summary>Writes chats in one format, one after the other.</summary>
internal interface IChatWriter : IAsyncDisposable
{
    Task BeginAsync(CancellationToken cancellationToken);

    /// <returns>How many messages were written.</returns>
    Task<int> WriteAsync(ArchivedChat chat, CancellationToken cancellationToken);

    Task EndAsync(CancellationToken cancellationToken);
}
