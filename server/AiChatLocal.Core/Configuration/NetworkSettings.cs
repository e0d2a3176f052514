namespace AiChatLocal.Core.Configuration;

/// <summary>What the user set for all connections.</summary>
/// <param name="CaFile">Path of a file with certificates of authorities (PEM) that are trusted beside those of the system.</param>
/// <param name="SilenceLimit">How long a server may send nothing; null: as long as it likes.</param>
public sealed record NetworkSettings(string? CaFile = null, TimeSpan? SilenceLimit = null)
{
    public static readonly NetworkSettings None = new();
}

/// <summary>What the user set for the connections of one provider; it goes before <see cref="NetworkSettings"/>.</summary>
/// <param name="SilenceLimit"><see cref="TimeSpan.Zero"/>: none, whatever holds for all; null: the one for all.</param>
/// <param name="Proxy">Null: as the environment or the system says.</param>
public sealed record RouteSettings(ClientCertificate? Certificate = null, TimeSpan? SilenceLimit = null, ProxyChoice? Proxy = null)
{
    public static readonly RouteSettings None = new();
}

/// <summary>The certificate by which a server knows this user.</summary>
/// <param name="File">Path of a file in PEM, or in PKCS #12 (<c>.pfx</c>, <c>.p12</c>).</param>
/// <param name="KeyFile">Path of the private key in PEM, where it stands in a file of its own.</param>
/// <param name="Passphrase">Opens the private key.</param>
public sealed record ClientCertificate(string File, string? KeyFile = null, Secret? Passphrase = null);

/// <param name="Address">Null: no proxy is used.</param>
/// <param name="User">Whom the proxy is told to let through; null: nobody.</param>
public sealed record ProxyChoice(Uri? Address, string? User = null, Secret? Password = null);
