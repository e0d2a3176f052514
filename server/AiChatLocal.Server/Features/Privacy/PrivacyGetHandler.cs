using AiChatLocal.Protocol.Privacy;

namespace AiChatLocal.Server.Features.Privacy;

internal sealed class PrivacyGetHandler(LocalOnly localOnly)
{
    public Task<PrivacyStatus> HandleAsync(PrivacyGetParams parameters, CancellationToken cancellationToken) => localOnly.GetAsync(cancellationToken);
}
