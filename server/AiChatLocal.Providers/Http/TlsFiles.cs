using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AiChatLocal.Core;
using AiChatLocal.Core.Configuration;

namespace AiChatLocal.Providers.Http;

/// <summary>Reads files with certificates. One that cannot be used is a <see cref="ProviderException"/> that says why and what to do.</summary>
public static class TlsFiles
{
    private const string PemBegin = "-----BEGIN ";

    /// <summary>All certificates of a PEM file; one at least.</summary>
    public static X509Certificate2Collection ReadAuthorities(string path)
    {
        LocalizedString what = $"The file with certificate authorities cannot be used.";
        LocalizedString fix = $"Give a file in PEM with certificates, or take the setting back: `ai-chat-local network --ca-file none`.";
        var bytes = ReadBytes(path, what, fix);
        try
        {
            X509Certificate2Collection found = [];
            found.ImportFromPem(System.Text.Encoding.UTF8.GetString(bytes));
            return found.Count > 0 ? found : throw Unusable(what, $"{path} holds no certificate in PEM (“{PemBegin}CERTIFICATE-----”).", fix, null);
        }
        catch (CryptographicException failure)
        {
            throw Unusable(what, $"A certificate in {path} is damaged.", fix, failure);
        }
    }

    /// <summary>Throws with what is wrong about a client certificate; nothing of it stays in memory.</summary>
    public static void CheckClientCertificate(ClientCertificate given, DateTimeOffset now)
    {
        var (own, others) = ReadClientCertificate(given, now);
        foreach (var certificate in others.Append(own))
        {
            certificate.Dispose();
        }
    }

    /// <summary>The same for authorities.</summary>
    public static void CheckAuthorities(string path)
    {
        foreach (var certificate in ReadAuthorities(path))
        {
            certificate.Dispose();
        }
    }

    /// <summary>The certificate with its private key, first, and what else stands in the file.</summary>
    public static (X509Certificate2 Own, X509Certificate2Collection Others) ReadClientCertificate(ClientCertificate given, DateTimeOffset now)
    {
        LocalizedString what = $"The client certificate cannot be used.";
        LocalizedString fix = $"Give a file that can be read: PEM with its private key (in it, or as the key file), or PKCS #12 (.pfx, .p12), with its passphrase if it has one.";
        var bytes = ReadBytes(given.File, what, fix);
        var passphrase = given.Passphrase?.Reveal();
        if (given.Passphrase is { Variable: { } variable } && string.IsNullOrEmpty(passphrase))
        {
            throw Unusable(
                what, $"Its passphrase is to come from the environment variable {variable}, which is not set where this program was started.",
                $"Set {variable} and start again, or give the passphrase itself.", null);
        }

        X509Certificate2Collection all = [];
        try
        {
            var isPem = bytes.AsSpan().IndexOf("-----BEGIN "u8) >= 0;
            var own = isPem ? ReadPem(given, bytes, passphrase, all, what, fix) : ReadPkcs12(given.File, bytes, passphrase, all, what, fix);
            return own.NotAfter.ToUniversalTime() < now.UtcDateTime
                ? throw Unusable(what, $"It has expired on {own.NotAfter.ToUniversalTime():yyyy-MM-dd}.", $"Get a new one from who issued it.", null)
                : (own, all);
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            throw Unusable(
                what,
                passphrase is null ? T($"{given.File} is damaged, of another format, or needs a passphrase.") : T($"{given.File} is damaged, of another format, or has another passphrase."),
                fix, failure);
        }
    }

    private static X509Certificate2 ReadPem(
        ClientCertificate given, byte[] bytes, string? passphrase, X509Certificate2Collection others, LocalizedString what, LocalizedString fix)
    {
        var certificates = System.Text.Encoding.UTF8.GetString(bytes);
        var key = given.KeyFile is { } file ? System.Text.Encoding.UTF8.GetString(ReadBytes(file, what, fix)) : certificates;
        others.ImportFromPem(certificates);
        if (others.Count == 0 || !key.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            throw Unusable(what, others.Count == 0 ? T($"{given.File} holds no certificate.") : T($"{given.KeyFile ?? given.File} holds no private key."), fix, null);
        }

        using var made = string.IsNullOrEmpty(passphrase) ? X509Certificate2.CreateFromPem(certificates, key) : X509Certificate2.CreateFromEncryptedPem(certificates, key, passphrase);
        // The key of a certificate made from PEM is one that Windows does not use for TLS.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
    }

    private static X509Certificate2 ReadPkcs12(
        string path, byte[] bytes, string? passphrase, X509Certificate2Collection others, LocalizedString what, LocalizedString fix)
    {
        others.AddRange(X509CertificateLoader.LoadPkcs12Collection(bytes, passphrase));
        return others.FirstOrDefault(each => each.HasPrivateKey) ?? throw Unusable(what, $"{path} holds no certificate with a private key.", fix, null);
    }

    private static byte[] ReadBytes(string path, LocalizedString what, LocalizedString fix)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Unusable(what, failure is FileNotFoundException or DirectoryNotFoundException ? T($"There is no file {path}.") : T($"{path} cannot be read."), fix, failure);
        }
    }

    private static ProviderException Unusable(LocalizedString what, LocalizedString why, LocalizedString fix, Exception? failure) =>
        new(new(ProblemKind.Invalid, what, why, fix, failure?.Message), failure);
}
