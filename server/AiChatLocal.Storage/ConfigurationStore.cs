using System.Text.Json;
using AiChatLocal.Core;
using AiChatLocal.Core.Configuration;
using AiChatLocal.Storage.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace AiChatLocal.Storage;

/// <summary>Keeps <c>config.json</c>. Reading it costs a look at its time and size while it has not changed.</summary>
public sealed class ConfigurationStore : IConfigurationStore, IConfigurationChanges, IDisposable
{
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(10);
    private readonly DataDirectory _directory;
    private readonly TimeProvider _time;
    private readonly ProviderEntries _entries;
    private readonly ChangeWatcher<(long, DateTime)?> _watcher;
    private readonly Lock _gate = new();
    private (long Length, DateTime Written)? _stamp;
    private UserConfiguration _current = UserConfiguration.Empty;

    public ConfigurationStore(DataDirectory directory, TimeProvider time)
    {
        _directory = directory;
        _time = time;
        _entries = new(new(directory));
        _watcher = new("Configuration changes", _ => Task.FromResult(Stamp()), () => Changed?.Invoke(), NullLogger.Instance);
    }

    public event Action? Changed;

    public void Watch() => _watcher.Start();

    public void Dispose() => _watcher.Dispose();

    public ValueTask<UserConfiguration> ReadAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var stamp = Stamp();
            if (stamp != _stamp)
            {
                _current = stamp is null ? UserConfiguration.Empty : FromFile(ReadFile());
                _stamp = stamp;
            }

            return new(_current);
        }
    }

    public async Task<UserConfiguration> UpdateAsync(
        Func<UserConfiguration, UserConfiguration> change, CancellationToken cancellationToken)
    {
        var updated = await WriteAsync(change, cancellationToken);
        Changed?.Invoke();
        return updated;
    }

    private async Task<UserConfiguration> WriteAsync(Func<UserConfiguration, UserConfiguration> change, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(_directory.Path);
            await using var held = await FileLock.TakeAsync(_directory.Configuration + ".lock", LockPatience, _time, cancellationToken);
            var file = File.Exists(_directory.Configuration) ? ReadFile() : new();
            var changed = change(FromFile(file));
            Apply(changed, file);
            var written = _directory.Configuration + ".new";
            await File.WriteAllBytesAsync(written, JsonSerializer.SerializeToUtf8Bytes(file, ConfigurationJson.Default.ConfigurationFile), cancellationToken);
            File.Move(written, _directory.Configuration, overwrite: true);
            return changed;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StorageErrors.Map(exception, _directory)!;
        }
    }

    private (long Length, DateTime Written)? Stamp() =>
        new FileInfo(_directory.Configuration) is { Exists: true } file ? (file.Length, file.LastWriteTimeUtc) : null;

    private ConfigurationFile ReadFile()
    {
        try
        {
            using var stream = File.OpenRead(_directory.Configuration);
            return JsonSerializer.Deserialize(stream, ConfigurationJson.Default.ConfigurationFile)
                ?? throw new JsonException("The file holds null.");
        }
        catch (JsonException exception)
        {
            throw new StorageException(
                new(
                    ProblemKind.Corrupt,
                    $"The configuration cannot be read.",
                    $"{_directory.Configuration} is not valid JSON, or lacks what a provider needs.",
                    $"Correct the file, or rename it to begin without providers. It was not changed.",
                    exception.Message),
                exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StorageErrors.Map(exception, _directory)!;
        }
    }

    private UserConfiguration FromFile(ConfigurationFile file) =>
        new([.. file.Providers.Select(_entries.Read)], file.DefaultModel, file.LocalOnly, RouteEntries.Read(file.Network))
        {
            Presets = [.. (file.Presets ?? []).Select(PresetEntries.Read)],
            Prompts = [.. (file.Prompts ?? []).Select(PromptEntries.Read)],
            EditModel = file.EditModel,
            EmbeddingModel = file.EmbeddingModel,
            Backups = file.Backups is { } backups ? new(TimeSpan.FromHours(backups.EveryHours), backups.Folder, backups.Keep) : null,
        };

    private void Apply(UserConfiguration changed, ConfigurationFile file)
    {
        var entries = file.Providers.ToDictionary(entry => entry.Id);
        (file.DefaultModel, file.EditModel, file.EmbeddingModel) = (changed.DefaultModel, changed.EditModel, changed.EmbeddingModel);
        file.LocalOnly = changed.LocalOnly;
        file.Backups = changed.Backups is { } backups ? new((int)backups.Every.TotalHours, backups.Folder, backups.Keep) : null;
        file.Presets = PresetEntries.Write(changed.Presets, file.Presets);
        file.Prompts = PromptEntries.Write(changed.Prompts, file.Prompts);
        if (RouteEntries.Read(file.Network) != changed.Network)
        {
            file.Network = RouteEntries.Write(changed.Network, file.Network);
        }

        file.Providers = [.. changed.Providers.Select(provider =>
        {
            var entry = entries.GetValueOrDefault(provider.Id) ?? new() { Id = provider.Id, Kind = provider.Kind, Name = provider.Name };
            _entries.Write(provider, entry);
            return entry;
        })];
    }
}
