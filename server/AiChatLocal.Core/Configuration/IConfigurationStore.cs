namespace AiChatLocal.Core.Configuration;

/// <summary>
/// What the user configured: providers and the default model. A small file of its own beside the database, because a reply must be
/// able to start before the database is open. Keys are encrypted in it.
/// </summary>
public interface IConfigurationStore
{
    /// <summary>The current content; another process's change is seen.</summary>
    ValueTask<UserConfiguration> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Reads, changes and writes under a lock that all processes respect; the old file is replaced in one step.</summary>
    Task<UserConfiguration> UpdateAsync(Func<UserConfiguration, UserConfiguration> change, CancellationToken cancellationToken);
}

public sealed record UserConfiguration(IReadOnlyList<ProviderConfiguration> Providers, string? DefaultModel = null)
{
    public static readonly UserConfiguration Empty = new([]);
}

/// <param name="Id">Never reused, also when a provider of the same name is added again.</param>
/// <param name="Name">Unique; the part of a model's name before the slash.</param>
/// <param name="Request">What the user set beyond address and key; null: nothing.</param>
public sealed record ProviderConfiguration(
    string Id, string Kind, string Name, Uri? BaseUrl = null, Secret? ApiKey = null, RequestSettings? Request = null);
