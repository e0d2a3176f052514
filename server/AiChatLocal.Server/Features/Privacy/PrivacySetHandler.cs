using AiChatLocal.Protocol.Privacy;

namespace AiChatLocal.Server.Features.Privacy;

internal sealed class PrivacySetHandler(LocalOnly localOnly)
{
    public Task<PrivacyStatus> HandleAsync(PrivacySetParams parameters, CancellationToken cancellationToken) =>
        localOnly.SetAsync(parameters.LocalOnly, cancellationToken);
}
