using AiChatLocal.Protocol.Chat;
using AiChatLocal.Server.Features.Generation;

namespace AiChatLocal.Server.Features.Chat;

internal static class ChatSettingsMapping
{
    /// <summary>From the contract's settings to the domain's; a preset that is not there is refused here and not with the first question.</summary>
    public static async Task<Core.Chats.ChatSettings?> CheckedAsync(this ChatSettings? settings, Presets.Presets presets, CancellationToken cancellationToken)
    {
        if (settings is null)
        {
            return null;
        }

        if (settings.Preset is { } name)
        {
            await presets.FindAsync(name, "", cancellationToken);
        }

        return new(settings.Options.FromWire(), settings.Preset);
    }
}
