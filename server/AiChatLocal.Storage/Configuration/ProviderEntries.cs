using System.Text.Json;
using AiChatLocal.Core.Configuration;

namespace AiChatLocal.Storage.Configuration;

/// <summary>Between a provider and its entry in the file.</summary>
internal sealed class ProviderEntries(KeyCipher keys)
{
    public ProviderConfiguration Read(ProviderEntry entry)
    {
        var settings = new RequestSettings(
            entry.Preset,
            entry.Api,
            entry.Headers is null ? null : [.. entry.Headers.Select(header => ReadHeader(header, entry.Id)).OfType<KeyValuePair<string, Secret>>()],
            entry.Query is null ? null : [.. entry.Query.Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value))],
            entry.ExtraBody?.GetRawText(),
            entry.ModelsPath,
            entry.ChatPath);
        var key = entry.ApiKeyVariable is { } variable ? FromVariable(variable)
            : entry.EncryptedApiKey is { } encrypted ? keys.Decrypt(encrypted, entry.Id)
            : null;
        return new(entry.Id, entry.Kind, entry.Name, entry.BaseUrl, key, settings.IsEmpty ? null : settings);
    }

    public void Write(ProviderConfiguration provider, ProviderEntry entry)
    {
        entry.Kind = provider.Kind;
        entry.Name = provider.Name;
        entry.BaseUrl = provider.BaseUrl;
        var before = Read(entry);
        if (before == provider)
        {
            // What is unchanged is not encrypted anew, and a key that could not be decrypted here is kept for the one who can.
            return;
        }

        if (provider.ApiKey is { Variable: { } variable })
        {
            (entry.ApiKeyVariable, entry.EncryptedApiKey) = (variable, null);
        }
        else if (provider.ApiKey is { } key)
        {
            (entry.ApiKeyVariable, entry.EncryptedApiKey) = (null, keys.Encrypt(key, provider.Id));
        }
        else if (before.ApiKey is not null)
        {
            (entry.ApiKeyVariable, entry.EncryptedApiKey) = (null, null);
        }

        var settings = provider.Request;
        entry.Preset = settings?.Preset;
        entry.Api = settings?.Api;
        entry.Headers = settings?.Headers is not { Count: > 0 } headers ? null : [.. headers.Select(header => WriteHeader(header, provider.Id))];
        entry.Query = settings?.Query is not { Count: > 0 } query ? null : [.. query.Select(each => new ParameterEntry { Name = each.Key, Value = each.Value })];
        entry.ExtraBody = settings?.ExtraBody is { } body ? JsonElement.Parse(body) : null;
        entry.ModelsPath = settings?.ModelsPath;
        entry.ChatPath = settings?.ChatPath;
    }

    private static Secret FromVariable(string variable) => Secret.FromVariable(variable, Environment.GetEnvironmentVariable);

    private static string Place(string providerId, string header) => providerId + "/header/" + header;

    private KeyValuePair<string, Secret>? ReadHeader(HeaderEntry header, string providerId) =>
        header.Variable is { } variable ? new(header.Name, FromVariable(variable))
        : header.EncryptedValue is { } encrypted && keys.Decrypt(encrypted, Place(providerId, header.Name)) is { } value ? new(header.Name, value)
        : null;

    private HeaderEntry WriteHeader(KeyValuePair<string, Secret> header, string providerId) => new()
    {
        Name = header.Key,
        Variable = header.Value.Variable,
        EncryptedValue = header.Value.Variable is null ? keys.Encrypt(header.Value, Place(providerId, header.Key)) : null,
    };
}
