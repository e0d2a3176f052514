using System.Globalization;
using System.Text;

namespace AiChatLocal.Providers.Streaming;

/// <summary>
/// Decodes the inside of a JSON string without insisting that it is valid Unicode: a token may hold half of a surrogate pair, whose other
/// half is the beginning of the next token.
/// </summary>
internal static class JsonText
{
    /// <param name="target">At least as long as <paramref name="raw"/>.</param>
    /// <returns>The number of characters written.</returns>
    public static int Decode(ReadOnlySpan<byte> raw, Span<char> target)
    {
        var written = 0;
        while (true)
        {
            var escape = raw.IndexOf((byte)'\\');
            written += Encoding.UTF8.GetChars(escape < 0 ? raw : raw[..escape], target[written..]);
            if (escape < 0 || escape + 1 >= raw.Length)
            {
                return written;
            }

            raw = raw[(escape + 1)..];
            var isCodeUnit = raw[0] == 'u' && raw.Length >= 5;
            target[written++] = isCodeUnit ? CodeUnit(raw[1..5]) : Single(raw[0]);
            raw = raw[(isCodeUnit ? 5 : 1)..];
        }
    }

    private static char CodeUnit(ReadOnlySpan<byte> digits) =>
        ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? (char)unit : '\uFFFD';

    private static char Single(byte letter) => letter switch
    {
        (byte)'n' => '\n',
        (byte)'t' => '\t',
        (byte)'r' => '\r',
        (byte)'b' => '\b',
        (byte)'f' => '\f',
        _ => (char)letter,
    };
}
