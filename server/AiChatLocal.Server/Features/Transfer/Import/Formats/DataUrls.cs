using System.Buffers.Text;
using AiChatLocal.Core.Chats;

namespace AiChatLocal.Server.Features.Transfer.Import.Formats;

/// <summary>Pictures of an export. Their first bytes say what they are; what is no picture is reported.</summary>
internal static class DataUrls
{
    private const string Marker = ";base64,";

    public static IEnumerable<Part> Picture(string url, string? name, Action<LocalizedString> report)
    {
        var data = url.IndexOf(Marker, StringComparison.Ordinal);
        if (!url.StartsWith("data:", StringComparison.Ordinal) || data < 0)
        {
            report($"A picture lies elsewhere and is not in the export.");
            return [Texts.Absent(name ?? T($"picture"))];
        }

        return FromBase64(url.AsSpan(data + Marker.Length), name, report);
    }

    public static IEnumerable<Part> FromBase64(ReadOnlySpan<char> base64, string? name, Action<LocalizedString> report)
    {
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(base64.Length)];
        if (Convert.TryFromBase64Chars(base64, bytes, out var length))
        {
            return FromBytes(bytes[..length], name, report);
        }

        report($"A picture's data are damaged.");
        return [Texts.Absent(name ?? T($"picture"))];
    }

    public static IEnumerable<Part> FromBytes(byte[] bytes, string? name, Action<LocalizedString> report)
    {
        if (bytes.Length <= ImageTypes.MostBytes && ImageTypes.Detect(bytes) is { } type)
        {
            return [new ImagePart(default, type, bytes.Length, name, bytes)];
        }

        report($"{VerbatimOrNull(name) ?? T($"A picture")} is no PNG, JPEG, GIF or WebP of at most {ImageTypes.MostBytes >> 20} MiB.");
        return [Texts.Absent(name ?? T($"picture"))];
    }
}
