using System.Text.Json;
using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Providers;
using AiChatLocal.Protocol.Providers;

namespace AiChatLocal.Server.Features.Providers;

internal sealed class ProvidersListHandler(ProviderCatalog catalog)
{
    public async Task<ProvidersListResult> HandleAsync(ProvidersListParams parameters, CancellationToken cancellationToken)
    {
        var providers = await catalog.ListAsync(cancellationToken);
        return new([.. providers.Select(ToWire)], [.. catalog.Kinds.Select(kind => ToWire(kind.Description))]);
    }

    public static ProviderInfo ToWire(IProvider provider) => new(
        provider.Configuration.Id,
        provider.Configuration.Kind,
        provider.Configuration.Name,
        provider.Configuration.BaseUrl?.ToString(),
        provider.Configuration.ApiKey is not null,
        provider.LeavesThisMachine,
        provider.Configuration.Id == ProviderCatalog.Embedded,
        provider.Configuration.ApiKey?.Variable,
        provider.Configuration.Request?.Preset,
        ToWire(provider.Configuration.Request?.Api),
        provider.Configuration.Request?.Headers?.Select(header => header.Key).ToList(),
        provider.Configuration.Request?.Query?.Select(each => new ProviderParameter(each.Key, each.Value)).ToList(),
        provider.Configuration.Request?.ExtraBody is { } body ? JsonElement.Parse(body) : null,
        provider.Configuration.Request?.ModelsPath,
        provider.Configuration.Request?.ChatPath,
        provider.Configuration.AdminKey is not null,
        provider.Configuration.AdminKey?.Variable,
        provider.Configuration.Request?.Textgen.ToWire(),
        NewRoute.ToWire(provider.Configuration.Route),
        provider.Configuration.IsEnabled);

    private static ProviderApi? ToWire(ChatApi? api) => api switch
    {
        null => null,
        ChatApi.Chat => ProviderApi.Chat,
        _ => ProviderApi.Responses,
    };

    private static ProviderKindInfo ToWire(ProviderKindDescription kind) => new(
        kind.Kind, kind.DisplayName, kind.Description, kind.TakesBaseUrl, kind.DefaultBaseUrl?.ToString(), kind.TakesApiKey, kind.TakesRequestSettings,
        [.. kind.Presets.Select(preset => new ProviderPresetInfo(preset.Id, preset.DisplayName, preset.BaseUrl, preset.KeyVariable))],
        kind.TakesAdminKey);
}
