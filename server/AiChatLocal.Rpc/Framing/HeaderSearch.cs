using System.Buffers;
using System.Text;

namespace AiChatLocal.Rpc.Framing;

/// <summary>Finds the beginning of a header in bytes that make no sense.</summary>
internal static class HeaderSearch
{
    public const int NameLength = 15;

    private static ReadOnlySpan<byte> Name => "Content-Length:"u8;

    public static SequencePosition? Find(ReadOnlySequence<byte> buffer)
    {
        Span<byte> candidate = stackalloc byte[NameLength];
        var reader = new SequenceReader<byte>(buffer);
        while (reader.TryAdvanceToAny("Cc"u8, advancePastDelimiter: false))
        {
            if (!reader.TryCopyTo(candidate)) return null;
            if (Ascii.EqualsIgnoreCase(candidate, Name)) return reader.Position;
            reader.Advance(1);
        }

        return null;
    }
}
