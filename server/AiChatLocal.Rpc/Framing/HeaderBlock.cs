using System.Buffers.Text;
using System.Text;

namespace AiChatLocal.Rpc.Framing;

/// <summary>The lines before a message, up to the empty one.</summary>
/// <param name="ContentLength">Null when none is told, or none that can be believed.</param>
/// <param name="Fault">What is wrong with the block, in words that end a sentence.</param>
internal readonly record struct HeaderBlock(int? ContentLength, string? Fault)
{
    /// <summary>Parses a block without its last, empty line.</summary>
    public static HeaderBlock Parse(ReadOnlySpan<byte> block)
    {
        int? contentLength = null;
        var lengths = 0;
        string? fault = null;
        while (!block.IsEmpty)
        {
            var end = block.IndexOf((byte)'\n');
            var line = (end < 0 ? block : block[..end]).TrimEnd((byte)'\r');
            block = end < 0 ? default : block[(end + 1)..];
            var colon = line.IndexOf((byte)':');
            if (colon <= 0)
            {
                fault ??= "a header line has no name";
                continue;
            }

            var name = line[..colon];
            var value = line[(colon + 1)..].Trim(" \t"u8);
            if (Ascii.EqualsIgnoreCase(name, "Content-Length"u8))
            {
                lengths++;
                if (TryParseLength(value, out var length)) contentLength = length;
                else fault ??= "Content-Length is not a length";
            }
            else if (Ascii.EqualsIgnoreCase(name, "Content-Type"u8) && !IsUtf8(value))
            {
                fault ??= "only UTF-8 is supported";
            }
        }

        if (lengths == 0) return new(null, fault ?? "Content-Length is missing");
        return lengths == 1 ? new(contentLength, fault) : new(null, "Content-Length stands twice");
    }

    private static bool TryParseLength(ReadOnlySpan<byte> value, out int length) =>
        Utf8Parser.TryParse(value, out length, out var consumed) && consumed == value.Length && char.IsAsciiDigit((char)value[0]);

    private static bool IsUtf8(ReadOnlySpan<byte> contentType)
    {
        Span<byte> lower = stackalloc byte[256];
        if (contentType.Length > lower.Length || Ascii.ToLower(contentType, lower, out var written) != System.Buffers.OperationStatus.Done) return false;
        var charset = lower[..written];
        var at = charset.IndexOf("charset="u8);
        if (at < 0) return true;
        var value = charset[(at + 8)..].Trim("\" "u8);
        return value.StartsWith("utf-8"u8) || value.StartsWith("utf8"u8);
    }
}
