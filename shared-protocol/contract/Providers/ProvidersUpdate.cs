using System.Text.Json;

namespace AiChatLocal.Protocol.Providers;

/// <summary>
/// Sets a provider anew: what is absent is taken back to what <c>providers/add</c> makes of it, but for keys, which stay. Its id and its
/// kind stay too. Another name changes the names of its models; the default model follows, chats that name the old one do not.
/// </summary>
/// <param name="ApiKey">Absent, with no <paramref name="ApiKeyVariable"/> either: the key stays as it is.</param>
/// <param name="RemoveApiKey">True: it has no key from now on.</param>
/// <param name="Headers">All that it shall have. One with neither value nor variable keeps what is stored under its name.</param>
/// <param name="AdminKey">Absent, with no <paramref name="AdminKeyVariable"/> either: the admin key stays as it is.</param>
/// <param name="RemoveAdminKey">True: it has no admin key from now on.</param>
[RpcRequest("providers/update")]
public sealed record ProvidersUpdateParams(
    string ProviderId,
    string Name,
    string? BaseUrl = null,
    string? ApiKey = null,
    string? ApiKeyVariable = null,
    bool RemoveApiKey = false,
    string? Preset = null,
    ProviderApi? Api = null,
    IReadOnlyList<ProviderHeader>? Headers = null,
    IReadOnlyList<ProviderParameter>? Query = null,
    JsonElement? ExtraBody = null,
    string? ModelsPath = null,
    string? ChatPath = null,
    string? AdminKey = null,
    string? AdminKeyVariable = null,
    bool RemoveAdminKey = false,
    TextgenSettings? Textgen = null,
    ProviderRoute? Route = null) : IRpcRequest<EmptyResult>;
