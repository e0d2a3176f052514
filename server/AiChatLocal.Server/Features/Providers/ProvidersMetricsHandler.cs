using AiChatLocal.Core;
using AiChatLocal.Core.Privacy;
using AiChatLocal.Core.Providers;
using AiChatLocal.Protocol.Providers;
using Wire = AiChatLocal.Protocol.Providers;

namespace AiChatLocal.Server.Features.Providers;

internal sealed class ProvidersMetricsHandler(ProviderCatalog catalog)
{
    public async Task<ProvidersMetricsResult> HandleAsync(ProvidersMetricsParams parameters, CancellationToken cancellationToken)
    {
        EgressScope.Enter(EgressPurpose.Models);
        var provider = await catalog.FindByIdAsync(parameters.ProviderId, cancellationToken)
            ?? throw ProviderEditor.NotFound(parameters.ProviderId);
        if (provider is not IServerFigures server)
        {
            throw new RequestException(new(
                ProblemKind.Invalid,
                $"{provider.Configuration.Name} tells no figures of itself.",
                $"Its API has nothing for them.",
                $"llama.cpp and vLLM tell figures. What a reply took stands below each answer."));
        }

        return new([.. (await server.ReadFiguresAsync(cancellationToken)).Select(ToWire)]);
    }

    private static Wire.ModelFigures ToWire(Core.Providers.ModelFigures figures) => new(
        figures.Model,
        figures.RequestsRunning,
        figures.RequestsWaiting,
        figures.PromptTokensPerSecond,
        figures.GenerationTokensPerSecond,
        figures.KvCacheUsage,
        figures.PromptTokens,
        figures.GenerationTokens,
        figures.Slots?.Select(slot => new Wire.ServerSlot(slot.Id, slot.IsBusy, slot.ContextLength, slot.GeneratedTokens)).ToList());
}
