using System.Security.Cryptography;
using System.Text;
using AiChatLocal.Core;
using AiChatLocal.Core.Configuration;

namespace AiChatLocal.Storage.Configuration;

/// <summary>
/// Encrypts API keys with AES-256-GCM under a master key, which is a file that only its owner can read. The provider's id is authenticated
/// with it, so that a key cannot be moved to another provider's entry.
/// </summary>
internal sealed class KeyCipher(DataDirectory directory)
{
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    public string Encrypt(Secret secret, string providerId)
    {
        var plain = Encoding.UTF8.GetBytes(secret.Reveal());
        var sealedBytes = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(ReadOrMakeKey(), TagBytes);
        aes.Encrypt(
            sealedBytes.AsSpan(0, NonceBytes),
            plain,
            sealedBytes.AsSpan(NonceBytes + TagBytes),
            sealedBytes.AsSpan(NonceBytes, TagBytes),
            Encoding.UTF8.GetBytes(providerId));
        CryptographicOperations.ZeroMemory(plain);
        return Convert.ToBase64String(sealedBytes);
    }

    /// <returns>Null when the master key is another one, or the entry was changed: the key has to be entered again.</returns>
    public Secret? Decrypt(string encrypted, string providerId)
    {
        try
        {
            var sealedBytes = Convert.FromBase64String(encrypted);
            if (sealedBytes.Length < NonceBytes + TagBytes || !File.Exists(directory.MasterKey))
            {
                return null;
            }

            var plain = new byte[sealedBytes.Length - NonceBytes - TagBytes];
            using var aes = new AesGcm(ReadOrMakeKey(), TagBytes);
            aes.Decrypt(
                sealedBytes.AsSpan(0, NonceBytes),
                sealedBytes.AsSpan(NonceBytes + TagBytes),
                sealedBytes.AsSpan(NonceBytes, TagBytes),
                plain,
                Encoding.UTF8.GetBytes(providerId));
            return new(Encoding.UTF8.GetString(plain));
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private byte[] ReadOrMakeKey()
    {
        if (File.Exists(directory.MasterKey))
        {
            return File.ReadAllBytes(directory.MasterKey);
        }

        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(directory.MasterKey, options);
        file.Write(key);
        return key;
    }
}
