using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Providers;

namespace AiChatLocal.Server.Features.Providers;

/// <summary>
/// The providers that are configured, each made once and kept until its configuration changes. The embedded engine is always one of them.
/// </summary>
internal sealed class ProviderCatalog(IConfigurationStore configuration, IReadOnlyList<IProviderKind> kinds) : IAsyncDisposable
{
    /// <summary>Kind, name and id of the provider that needs no configuration.</summary>
    public const string Embedded = "embedded";

    private static readonly ProviderConfiguration BuiltIn = new(Embedded, Embedded, Embedded);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, IProvider> _made = [];

    public IReadOnlyList<IProviderKind> Kinds { get; } = kinds;

    public IProviderKind? FindKind(string kind) => Kinds.FirstOrDefault(each => each.Description.Kind == kind);

    /// <summary>All of them, the embedded one first. One whose kind this version does not know is left out.</summary>
    public async ValueTask<IReadOnlyList<IProvider>> ListAsync(CancellationToken cancellationToken)
    {
        var configured = await configuration.ReadAsync(cancellationToken);
        return [.. All(configured).Select(Get).OfType<IProvider>()];
    }

    public async ValueTask<IProvider?> FindByNameAsync(string name, CancellationToken cancellationToken)
    {
        var configured = await configuration.ReadAsync(cancellationToken);
        return All(configured).FirstOrDefault(each => each.Name == name) is { } found ? Get(found) : null;
    }

    public async ValueTask<IProvider?> FindByIdAsync(string id, CancellationToken cancellationToken)
    {
        var configured = await configuration.ReadAsync(cancellationToken);
        return All(configured).FirstOrDefault(each => each.Id == id) is { } found ? Get(found) : null;
    }

    public async ValueTask DisposeAsync()
    {
        IProvider[] made;
        lock (_gate)
        {
            made = [.. _made.Values];
            _made.Clear();
        }

        foreach (var provider in made)
        {
            await DisposeAsync(provider);
        }
    }

    private IEnumerable<ProviderConfiguration> All(UserConfiguration configured) =>
        FindKind(Embedded) is null ? configured.Providers : configured.Providers.Prepend(BuiltIn);

    private IProvider? Get(ProviderConfiguration wanted)
    {
        IProvider? outdated = null;
        IProvider? provider;
        lock (_gate)
        {
            if (_made.TryGetValue(wanted.Id, out provider) && provider.Configuration == wanted)
            {
                return provider;
            }

            outdated = provider;
            provider = FindKind(wanted.Kind)?.Create(wanted);
            if (provider is not null)
            {
                _made[wanted.Id] = provider;
            }
        }

        if (outdated is not null)
        {
            _ = DisposeAsync(outdated).AsTask();
        }

        return provider;
    }

    private static async ValueTask DisposeAsync(IProvider provider)
    {
        if (provider is IAsyncDisposable asyncDisposable)
        {
            await asyncDisposable.DisposeAsync();
        }
        else
        {
            (provider as IDisposable)?.Dispose();
        }
    }
}
