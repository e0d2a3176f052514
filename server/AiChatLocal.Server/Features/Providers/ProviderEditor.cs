using System.Diagnostics.CodeAnalysis;
using AiChatLocal.Core;
using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Providers;
using AiChatLocal.Protocol.Providers;

namespace AiChatLocal.Server.Features.Providers;

/// <summary>Adds, changes and removes configured providers. Every door comes through here.</summary>
internal sealed class ProviderEditor(ProviderCatalog catalog, IConfigurationStore configuration, TimeProvider time)
{
    private const int LongestName = 64;

    /// <returns>The new provider's id.</returns>
    public async Task<string> AddAsync(ProvidersAddParams wanted, CancellationToken cancellationToken)
    {
        var added = Check(wanted, EntityId.New(time).ToString(), before: null);
        await configuration.UpdateAsync(current => current with { Providers = [.. WithoutName(current.Providers, added.Name), added] }, cancellationToken);
        return added.Id;
    }

    /// <summary>Keys stay where none are given. The default models and the presets follow a new name.</summary>
    public async Task UpdateAsync(ProvidersUpdateParams wanted, CancellationToken cancellationToken)
    {
        if (wanted.ProviderId == ProviderCatalog.Embedded)
        {
            throw Invalid($"The embedded engine cannot be changed.", $"It is built in.", $"Nothing needs to be done: it has neither an address nor a key.");
        }

        if (wanted is ({ RemoveApiKey: true } and not { ApiKey: null, ApiKeyVariable: null }) or ({ RemoveAdminKey: true } and not { AdminKey: null, AdminKeyVariable: null }))
        {
            throw Invalid($"A key is given and removed at once.", $"One of both would be ignored.", $"Give the key, or remove the one that is there.");
        }

        await configuration.UpdateAsync(
            current =>
            {
                var before = current.Providers.FirstOrDefault(each => each.Id == wanted.ProviderId) ?? throw NotFound(wanted.ProviderId);
                WithoutName(current.Providers.Where(each => each != before), wanted.Name);
                var after = Check(ToAdd(wanted, before.Kind), before.Id, before);
                after = after with
                {
                    ApiKey = after.ApiKey ?? (wanted.RemoveApiKey ? null : before.ApiKey),
                    IsEnabled = before.IsEnabled,
                    AdminKey = after.AdminKey ?? (wanted.RemoveAdminKey ? null : before.AdminKey),
                };
                return current with
                {
                    Providers = [.. current.Providers.Select(each => each.Id == before.Id ? after : each)],
                    DefaultModel = Renamed(current.DefaultModel, before.Name, after.Name),
                    EditModel = Renamed(current.EditModel, before.Name, after.Name),
                    EmbeddingModel = Renamed(current.EmbeddingModel, before.Name, after.Name),
                    Presets = [.. current.Presets.Select(preset => preset with { Models = [.. preset.Models.Select(model => Renamed(model, before.Name, after.Name))] })],
                };
            },
            cancellationToken);
    }

    public async Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        if (id == ProviderCatalog.Embedded)
        {
            throw Invalid($"The embedded engine cannot be removed.", $"It is built in.", $"Nothing needs to be done: it uses memory only while it answers.");
        }

        await configuration.UpdateAsync(
            current => current.Providers.Any(each => each.Id == id)
                ? current with { Providers = [.. current.Providers.Where(each => each.Id != id)] }
                : throw NotFound(id),
            cancellationToken);
    }

    public Task SetEnabledAsync(string id, bool enabled, CancellationToken cancellationToken) => id == ProviderCatalog.Embedded
        ? throw Invalid($"The embedded engine cannot be turned off.", $"It is built in.", $"Nothing needs to be done: it uses memory only while it answers.")
        : configuration.UpdateAsync(
            current => current.Providers.Any(each => each.Id == id)
                ? current with { Providers = [.. current.Providers.Select(each => each.Id == id ? each with { IsEnabled = enabled } : each)] }
                : throw NotFound(id),
            cancellationToken);

    /// <param name="ids">Those that are not named follow in the order that they had. The embedded engine is always first.</param>
    public Task ReorderAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) => configuration.UpdateAsync(
        current =>
        {
            List<ProviderConfiguration> first = [.. ids.Where(id => id != ProviderCatalog.Embedded).Distinct().Select(id =>
                current.Providers.FirstOrDefault(each => each.Id == id) ?? throw NotFound(id))];
            return current with { Providers = [.. first, .. current.Providers.Except(first)] };
        },
        cancellationToken);

    public static RequestException NotFound(string id) => new(new(
        ProblemKind.NotFound, $"There is no provider “{id}”.", $"It was removed, or the id is mistyped.", $"List the providers and take the id from there."));

    /// <param name="before">As it was; null for a new provider.</param>
    private ProviderConfiguration Check(ProvidersAddParams wanted, string id, ProviderConfiguration? before)
    {
        var description = catalog.FindKind(wanted.Kind)?.Description ?? throw UnknownKind(wanted.Kind);
        if (wanted.Kind == ProviderCatalog.Embedded)
        {
            throw Invalid($"The embedded engine is always there.", $"It is built in and exists once.", $"Choose another kind.");
        }

        CheckName(wanted.Name);
        var settings = NewRequestSettings.Check(wanted, description, before?.Request?.Headers);
        var url = description.TakesBaseUrl ? ParseUrl(wanted.BaseUrl) ?? UsualUrl(description, settings?.Preset) : null;
        if (wanted.BaseUrl is not null && !description.TakesBaseUrl)
        {
            throw Invalid($"This kind takes no base URL.", $"{description.DisplayName} has a fixed address.", $"Leave the base URL out.");
        }

        var key = NewRequestSettings.Secret(wanted.ApiKey, wanted.ApiKeyVariable);
        if (key is not null && !description.TakesApiKey)
        {
            throw Invalid($"This kind takes no API key.", $"{description.DisplayName} needs none.", $"Leave the key out.");
        }

        var adminKey = NewRequestSettings.Secret(wanted.AdminKey, wanted.AdminKeyVariable);
        return adminKey is null || (description.TakesAdminKey && settings?.Preset is null)
            ? new(id, wanted.Kind, wanted.Name, url, key, settings, adminKey, NewRoute.Check(wanted.Route, url, before?.Route, time))
            : throw Invalid($"This kind takes no admin key.", $"It has no models that are managed with one.", $"Leave the admin key out.");
    }

    private static ProvidersAddParams ToAdd(ProvidersUpdateParams wanted, string kind) => new(
        kind, wanted.Name, wanted.BaseUrl, wanted.ApiKey, wanted.ApiKeyVariable, wanted.Preset, wanted.Api, wanted.Headers, wanted.Query,
        wanted.ExtraBody, wanted.ModelsPath, wanted.ChatPath, wanted.AdminKey, wanted.AdminKeyVariable, wanted.Textgen, wanted.Route);

    private static IEnumerable<ProviderConfiguration> WithoutName(IEnumerable<ProviderConfiguration> providers, string name) =>
        providers.Any(each => each.Name == name) ? throw NameTaken(name) : providers;

    [return: NotNullIfNotNull(nameof(model))]
    private static string? Renamed(string? model, string before, string after) =>
        model?.StartsWith($"{before}/", StringComparison.Ordinal) is true ? after + model[before.Length..] : model;

    private static void CheckName(string name)
    {
        if (name.Length is 0 or > LongestName || name.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not ('-' or '_' or '.')))
        {
            throw Invalid(
                $"“{name}” cannot be a provider's name.",
                $"A name has 1 to {LongestName} lower-case letters, digits, “-”, “_” and “.”, since it is part of every model's name.",
                $"Choose another name.");
        }

        if (name == ProviderCatalog.Embedded)
        {
            throw NameTaken(name);
        }
    }

    /// <summary>What was given as an address, for an error; it is not repeated where a user name and a password may stand in it.</summary>
    public static string Quoted(string text) => text.Contains('@', StringComparison.Ordinal) ? T($"What was given") : $"“{text}”";

    private static Uri? ParseUrl(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            throw Invalid($"{Quoted(text)} is no base URL.", $"It must begin with http:// or https:// and name a host.", $"For example http://127.0.0.1:8080/v1.");
        }

        // A key inside an address would be shown wherever the address is.
        return url.UserInfo.Length == 0
            ? url
            : throw Invalid($"The base URL holds a user name or a password.", $"Addresses are shown and logged.", $"Leave it out of the address and give it as the API key.");
    }

    private static Uri UsualUrl(ProviderKindDescription kind, string? preset)
    {
        if (kind.Presets.FirstOrDefault(each => each.Id == preset) is not { } vendor)
        {
            return kind.DefaultBaseUrl ?? throw UrlNeeded(kind.Kind);
        }

        return !vendor.BaseUrl.Contains('{', StringComparison.Ordinal)
            ? new(vendor.BaseUrl)
            : throw Invalid($"The base URL is missing.", $"For {vendor.DisplayName} it is {vendor.BaseUrl}, with your own words in place of those in braces.", $"Give it filled in.");
    }

    private RequestException UnknownKind(string kind) => Invalid(
        $"There is no kind of provider named “{kind}”.",
        $"The kinds are {string.Join(", ", catalog.Kinds.Select(each => each.Description.Kind))}.",
        $"Choose one of them; a server that is not listed is mostly openai-compatible.");

    private static RequestException UrlNeeded(string kind) =>
        Invalid($"The base URL is missing.", $"A provider of the kind {kind} has no usual address.", $"Give the address of the server, e.g. http://127.0.0.1:8080/v1.");

    private static RequestException NameTaken(string name) => new(new(
        ProblemKind.Conflict, $"There is a provider named “{name}” already.", $"A name is part of its models' names and exists once.", $"Choose another name, or remove that provider first."));

    private static RequestException Invalid(LocalizedString what, LocalizedString why, LocalizedString fix) => new(new(ProblemKind.Invalid, what, why, fix));
}
