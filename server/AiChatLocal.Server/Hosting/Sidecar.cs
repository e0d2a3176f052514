using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Diagnostics;
using AiChatLocal.Core.Privacy;
using AiChatLocal.Core.Transfer;
using AiChatLocal.Providers;
using AiChatLocal.Providers.Discovery;
using AiChatLocal.Providers.Embedded;
using AiChatLocal.Providers.Http;
using AiChatLocal.Server.Features.Chat;
using AiChatLocal.Server.Features.Doctor;
using AiChatLocal.Server.Features.Models;
using AiChatLocal.Server.Features.Network;
using AiChatLocal.Server.Features.Presets;
using AiChatLocal.Server.Features.Privacy;
using AiChatLocal.Server.Features.Prices;
using AiChatLocal.Server.Features.Prompts;
using AiChatLocal.Server.Features.Providers;
using AiChatLocal.Server.Features.Transfer.Export;
using AiChatLocal.Server.Features.Transfer.Import;
using AiChatLocal.Storage;
using AiChatLocal.Storage.Ledger;
using AiChatLocal.Storage.Maintenance;
using Microsoft.Extensions.Logging;

namespace AiChatLocal.Server.Hosting;

/// <summary>
/// The composition root: everything that works on one data directory. Parts are made when they are first used, since the process answers
/// its first request, and sends its first question, before most of them are needed.
/// </summary>
internal sealed class Sidecar : IAsyncDisposable
{
    private readonly Lazy<ConfigurationStore> _configuration;
    private readonly Lazy<Database> _database;
    private readonly Lazy<ChatStores> _chats;
    private readonly Lazy<EgressLedger> _ledger;
    private readonly Lazy<HttpRoom> _http;
    private readonly Lazy<ProviderCatalog> _providers;
    private readonly Lazy<ModelCatalog> _models;
    private readonly Lazy<ChatTurns> _turns;
    private readonly Lazy<IStorageDoctor> _doctor;

    public Sidecar(DataDirectory directory, TimeProvider time, ILoggerFactory loggers)
    {
        Directory = directory;
        Time = time;
        _configuration = new(() => new ConfigurationStore(directory, time));
        _database = new(() => new Database(directory, time, loggers));
        _chats = new(() => new ChatStores(new(_database.Value, time, loggers), () => ChatStore.InMemory(directory, time, loggers)));
        _ledger = new(() => new EgressLedger(_database.Value, time, loggers));
        _http = new(() => new(new() { Time = time, Configuration = Configuration, Ledger = _ledger.Value }));
        _providers = new(() => new(
            Configuration,
            new ProvidersModule(
                _http.Value, ProbeSettings.FromEnvironment(Environment.GetEnvironmentVariable), time,
                new EmbeddedKind(directory, _http.Value, time, loggers.CreateLogger<EmbeddedKind>())).Kinds));
        _models = new(() => new(Providers, Configuration, time));
        _turns = new(() => new(
            Chats, Tree, Models, Presets, new(new(Models, time), new(), time), new(directory, loggers.CreateLogger<PriceTable>()), time));
        _doctor = new(() => new StorageDoctor(directory, time, loggers));
    }

    public DataDirectory Directory { get; }

    public TimeProvider Time { get; }

    public IConfigurationStore Configuration => _configuration.Value;

    public IConfigurationChanges ConfigurationChanges => _configuration.Value;

    public IChatStore Chats => _chats.Value;

    public IMessageTree Tree => _chats.Value;

    public IChatChanges Changes => _chats.Value;

    public ProviderCatalog Providers => _providers.Value;

    public ProviderEditor ProviderEditor => new(Providers, Configuration, Time);

    public Discovery Discovery => new(Providers, Configuration);

    public ModelCatalog Models => _models.Value;

    public Presets Presets => new(Configuration);

    public PromptLibrary Prompts => new(Configuration);

    public IEgressReader Ledger => _ledger.Value;

    public LocalOnly LocalOnly => new(Configuration, Providers);

    public ModelLoading Loading => new(Models, Time);

    public NetworkEditor Network => new(Configuration);

    public ModelPulls Pulls => new(Models);

    public DefaultModels DefaultModels => new(Models, Configuration);

    public ModelEmbeddings Embeddings => new(Models, DefaultModels);

    public TokenCounts TokenCounts => new(Models, Presets, () => Chats, Time);

    public ChatTurns Turns => _turns.Value;

    public IChatArchive Archive => _chats.Value.Archive;

    public Exporter Exporter => new(Archive, Chats, Time);

    public Importer Importer => new(Archive, Time);

    public IBackups Backups => new BackupKeeper(Directory, _database.Value, _doctor.Value, Time, _chats.Value.TellReplaced);

    public Diagnosis Diagnosis => new(_doctor.Value, Providers);

    /// <summary>Ends what runs behind: the engine first, then the requests, then the writing of the ledger and the journal.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_providers.IsValueCreated)
        {
            await _providers.Value.DisposeAsync();
        }

        if (_http.IsValueCreated)
        {
            _http.Value.Dispose();
        }

        if (_ledger.IsValueCreated)
        {
            await _ledger.Value.DisposeAsync();
        }

        if (_chats.IsValueCreated)
        {
            await _chats.Value.DisposeAsync();
        }

        if (_database.IsValueCreated)
        {
            await _database.Value.DisposeAsync();
        }

        if (_configuration.IsValueCreated)
        {
            _configuration.Value.Dispose();
        }
    }
}
