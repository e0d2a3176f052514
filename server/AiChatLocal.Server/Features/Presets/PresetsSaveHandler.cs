using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Presets;
using AiChatLocal.Server.Features.Generation;

namespace AiChatLocal.Server.Features.Presets;

internal sealed class PresetsSaveHandler(Presets presets)
{
    public async Task<EmptyResult> HandleAsync(PresetsSaveParams parameters, CancellationToken cancellationToken)
    {
        var systemPrompt = string.IsNullOrWhiteSpace(parameters.SystemPrompt) ? null : parameters.SystemPrompt;
        await presets.SaveAsync(
            new(parameters.Name, systemPrompt, parameters.Options.FromWire(), [.. (parameters.Models ?? []).Distinct()]), parameters.Before, cancellationToken);
        return EmptyResult.Instance;
    }
}
