using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Presets;

namespace AiChatLocal.Server.Features.Presets;

internal sealed class PresetsRemoveHandler(Presets presets)
{
    public async Task<EmptyResult> HandleAsync(PresetsRemoveParams parameters, CancellationToken cancellationToken)
    {
        await presets.RemoveAsync(parameters.Name, cancellationToken);
        return EmptyResult.Instance;
    }
}
