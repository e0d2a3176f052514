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
            entry.ChatPath,
            Read(entry.Textgen));
        return new(
            entry.Id,
            entry.Kind,
            entry.Name,
            entry.BaseUrl,
            ReadKey(entry.ApiKeyVariable, entry.EncryptedApiKey, entry.Id),
            settings.IsEmpty ? null : settings,
            ReadKey(entry.AdminKeyVariable, entry.EncryptedAdminKey, AdminPlace(entry.Id)),
            RouteEntries.Read(entry.Route, new RouteKeys(keys, entry.Id)))
        {
            IsEnabled = entry.Disabled is not true,
        };
    }

    public void Write(ProviderConfiguration provider, ProviderEntry entry)
    {
        entry.Kind = provider.Kind;
        entry.Name = provider.Name;
        entry.BaseUrl = provider.BaseUrl;
        entry.Disabled = provider.IsEnabled ? null : true;
        var before = Read(entry);
        if (before == provider)
        {
            // What is unchanged is not encrypted anew, and a key that could not be decrypted here is kept for the one who can.
            return;
        }

        if (provider.ApiKey is not null || before.ApiKey is not null)
        {
            (entry.ApiKeyVariable, entry.EncryptedApiKey) = WriteKey(provider.ApiKey, provider.Id);
        }

        if (provider.AdminKey is not null || before.AdminKey is not null)
        {
            (entry.AdminKeyVariable, entry.EncryptedAdminKey) = WriteKey(provider.AdminKey, AdminPlace(provider.Id));
        }

        var settings = provider.Request;
        entry.Preset = settings?.Preset;
        entry.Api = settings?.Api;
        entry.Headers = settings?.Headers is not { Count: > 0 } headers ? null : [.. headers.Select(header => WriteHeader(header, provider.Id))];
        entry.Query = settings?.Query is not { Count: > 0 } query ? null : [.. query.Select(each => new ParameterEntry { Name = each.Key, Value = each.Value })];
        entry.ExtraBody = settings?.ExtraBody is { } body ? JsonElement.Parse(body) : null;
        entry.ModelsPath = settings?.ModelsPath;
        entry.ChatPath = settings?.ChatPath;
        entry.Textgen = Write(settings?.Textgen, entry.Textgen?.Others);
        if (before.Route != provider.Route)
        {
            entry.Route = RouteEntries.Write(provider.Route, entry.Route, before.Route, new RouteKeys(keys, provider.Id));
        }
    }

    /// <returns>Null: what this version knows of is not set.</returns>
    private static TextgenSettings? Read(TextgenEntry? entry)
    {
        var read = entry is null ? null : new TextgenSettings(
            entry.Mode, entry.Character, entry.InstructionTemplate, entry.UserName, entry.BotName, entry.Context, entry.Greeting,
            entry.ChatInstructCommand, entry.SamplerPreset);
        return read == new TextgenSettings() ? null : read;
    }

    /// <param name="others">What a newer version wrote, which stays.</param>
    private static TextgenEntry? Write(TextgenSettings? settings, Dictionary<string, JsonElement>? others) => settings is null && others is null ? null : new()
    {
        Others = others,
        Mode = settings?.Mode,
        Character = settings?.Character,
        InstructionTemplate = settings?.InstructionTemplate,
        UserName = settings?.UserName,
        BotName = settings?.BotName,
        Context = settings?.Context,
        Greeting = settings?.Greeting,
        ChatInstructCommand = settings?.ChatInstructCommand,
        SamplerPreset = settings?.SamplerPreset,
    };

    /// <param name="place">Authenticated with the key, so that it cannot be put elsewhere.</param>
    private Secret? ReadKey(string? variable, string? encrypted, string place) =>
        variable is not null ? FromVariable(variable) : encrypted is not null ? keys.Decrypt(encrypted, place) : null;

    private (string? Variable, string? Encrypted) WriteKey(Secret? key, string place) => key switch
    {
        null => (null, null),
        { Variable: { } variable } => (variable, null),
        _ => (null, keys.Encrypt(key, place)),
    };

    private static Secret FromVariable(string variable) => Secret.FromVariable(variable, Environment.GetEnvironmentVariable);

    private static string AdminPlace(string providerId) => providerId + "/admin";

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
