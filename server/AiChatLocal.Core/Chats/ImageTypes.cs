namespace AiChatLocal.Core.Chats;

/// <summary>The kinds of pictures that vision models of all vendors take, told by their first bytes and never by a name.</summary>
public static class ImageTypes
{
    /// <summary>Vendors refuse larger pictures; some allow less and say so.</summary>
    public const int MostBytes = 20 * 1024 * 1024;

    /// <returns>The media type, e.g. <c>image/png</c>; null: it is no such picture.</returns>
    public static string? Detect(ReadOnlySpan<byte> data)
    {
        if (data is [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, ..])
        {
            return "image/png";
        }

        if (data is [0xFF, 0xD8, 0xFF, ..])
        {
            return "image/jpeg";
        }

        if (data.StartsWith("GIF87a"u8) || data.StartsWith("GIF89a"u8))
        {
            return "image/gif";
        }

        return data.Length >= 12 && data.StartsWith("RIFF"u8) && data[8..].StartsWith("WEBP"u8) ? "image/webp" : null;
    }
}
