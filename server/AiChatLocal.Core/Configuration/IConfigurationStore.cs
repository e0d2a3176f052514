using AiChatLocal.Core.Generation;
using AiChatLocal.Core.Prompts;

namespace AiChatLocal.Core.Configuration;

/// <summary>
/// What the user configured: providers and the default models. A small file of its own beside the database, because a reply must be
/// able to start before the database is open. Keys are encrypted in it.
/// </summary>
public interface IConfigurationStore
{
    /// <summary>The current content; another process's change is seen.</summary>
    ValueTask<UserConfiguration> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Reads, changes and writes under a lock that all processes respect; the old file is replaced in one step.</summary>
    Task<UserConfiguration> UpdateAsync(Func<UserConfiguration, UserConfiguration> change, CancellationToken cancellationToken);
}

/// <summary>Tells that the configuration changed.</summary>
public interface IConfigurationChanges
{
    /// <summary>Raised on a pool thread or the watching one, for a change of this process or another one.</summary>
    event Action Changed;

    /// <summary>Starts to watch for the changes of other processes (one look at the file a second).</summary>
    void Watch();
}

/// <param name="LocalOnly">True: nothing may be asked that is not on this machine.</param>
/// <param name="Network">What holds for all connections; null: nothing is set.</param>
public sealed record UserConfiguration(IReadOnlyList<ProviderConfiguration> Providers, string? DefaultModel = null, bool LocalOnly = false, NetworkSettings? Network = null)
{
    public static readonly UserConfiguration Empty = new([]);

    public IReadOnlyList<ModelPreset> Presets { get; init; } = [];

    public IReadOnlyList<SavedPrompt> Prompts { get; init; } = [];

    /// <summary>For quick edits; null: <see cref="DefaultModel"/>.</summary>
    public string? EditModel { get; init; }

    /// <summary>For vectors of texts; null: the first that is known to make them.</summary>
    public string? EmbeddingModel { get; init; }

    /// <summary>Null: no backups are made by themselves.</summary>
    public BackupSchedule? Backups { get; init; }
}

/// <param name="Id">Never reused, also when a provider of the same name is added again.</param>
/// <param name="Name">Unique; the part of a model's name before the slash.</param>
/// <param name="Request">What the user set beyond address and key; null: nothing.</param>
/// <param name="AdminKey">Lets in where the server is managed; null: <paramref name="ApiKey"/> does.</param>
/// <param name="Route">How it is connected to; null: as the system and the settings for all say.</param>
public sealed record ProviderConfiguration(
    string Id, string Kind, string Name, Uri? BaseUrl = null, Secret? ApiKey = null, RequestSettings? Request = null, Secret? AdminKey = null,
    RouteSettings? Route = null)
{
    /// <summary>False: nobody asks it, and its models are not listed. Everything that was set stays.</summary>
    public bool IsEnabled { get; init; } = true;
}
