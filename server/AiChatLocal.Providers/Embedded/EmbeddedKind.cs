using AiChatLocal.Core;
using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Embedded.Download;
using AiChatLocal.Providers.Embedded.Engine;
using AiChatLocal.Providers.Embedded.Models;
using AiChatLocal.Providers.Http;
using Microsoft.Extensions.Logging;

namespace AiChatLocal.Providers.Embedded;

/// <summary>Models that run on this machine in the engine that comes with the product: a child process, started on first use.</summary>
public sealed class EmbeddedKind : IProviderKind, IAsyncDisposable
{
    private readonly LocalModels _models;
    private readonly EngineHost _host;
    private readonly ModelDownloader _downloader;
    private readonly TimeProvider _time;

    public EmbeddedKind(DataDirectory directory, HttpRoom http, TimeProvider time, ILogger<EmbeddedKind> logger)
        : this(directory, http, time, logger, Environment.GetEnvironmentVariable)
    {
    }

    internal EmbeddedKind(DataDirectory directory, HttpRoom http, TimeProvider time, ILogger logger, Func<string, string?> environment)
    {
        _time = time;
        _models = new(directory);
        _host = new(() => EngineLocation.Find(environment, AppContext.BaseDirectory), time, logger);
        _downloader = new(directory, http, new NpmRegistry(environment), time);
    }

    public ProviderKindDescription Description { get; } = new(
        "embedded", T($"On this machine"), $"The engine that comes with AI Chat Local. Nothing leaves this machine.", TakesBaseUrl: false, null, TakesApiKey: false);

    internal EngineHost Host => _host;

    public IProvider Create(ProviderConfiguration configuration) => new EmbeddedProvider(configuration, _models, _host, _downloader, _time);

    /// <summary>There is nothing to look for: it is always there.</summary>
    public Task<IReadOnlyList<DiscoveredServer>> DiscoverAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<DiscoveredServer>>([]);

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
