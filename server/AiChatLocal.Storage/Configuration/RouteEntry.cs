using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiChatLocal.Storage.Configuration;

/// <summary>What holds for all connections.</summary>
internal sealed class NetworkEntry
{
    public string? CaFile { get; set; }

    public double? SilenceLimitSeconds { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}

/// <summary>How one provider is connected to.</summary>
internal sealed class RouteEntry
{
    public string? ClientCertificate { get; set; }

    public string? ClientKey { get; set; }

    /// <summary>As a provider's key.</summary>
    public string? EncryptedPassphrase { get; set; }

    public string? PassphraseVariable { get; set; }

    /// <summary>0: none, whatever holds for all.</summary>
    public double? SilenceLimitSeconds { get; set; }

    public Uri? Proxy { get; set; }

    public string? ProxyUser { get; set; }

    /// <summary>As a provider's key.</summary>
    public string? EncryptedProxyPassword { get; set; }

    public string? ProxyPasswordVariable { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool WithoutProxy { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}
