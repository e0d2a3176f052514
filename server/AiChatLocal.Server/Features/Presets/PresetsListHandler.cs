using AiChatLocal.Protocol.Presets;
using AiChatLocal.Server.Features.Generation;

namespace AiChatLocal.Server.Features.Presets;

internal sealed class PresetsListHandler(Presets presets)
{
    public async Task<PresetsListResult> HandleAsync(PresetsListParams _, CancellationToken cancellationToken) =>
        new([.. (await presets.ListAsync(cancellationToken)).Select(preset =>
            new Preset(preset.Name, preset.Models, preset.SystemPrompt, preset.Settings.ToWire()))]);
}
