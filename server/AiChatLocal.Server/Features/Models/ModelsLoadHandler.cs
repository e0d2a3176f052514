using AiChatLocal.Protocol.Models;

namespace AiChatLocal.Server.Features.Models;

internal sealed class ModelsLoadHandler(ModelLoading loading)
{
    public async Task<ModelsLoadResult> HandleAsync(ModelsLoadParams parameters, CancellationToken cancellationToken)
    {
        var loaded = await loading.LoadAsync(
            parameters.Model, new(parameters.ContextLength, KeepAliveTimes.FromSeconds(parameters.KeepAliveSeconds), parameters.Path), cancellationToken);
        return new(loaded.Duration.TotalMilliseconds, loaded.Model?.ToWire(loaded.Provider, failure: null));
    }
}
