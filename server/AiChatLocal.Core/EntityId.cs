using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace AiChatLocal.Core;

/// <summary>
/// The id of a stored thing: 42 bits of milliseconds since 2024, then 21 random bits. Several processes make them without asking each
/// other; they sort by time, so that the newest rows of a table are its last ones; on the wire they are text, because JavaScript's
/// numbers hold 53 bits.
/// </summary>
public readonly record struct EntityId(long Value) : IComparable<EntityId>
{
    private const int RandomBits = 21;
    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int TextLength = 13;
    private static readonly DateTimeOffset Epoch = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset FirstOwn = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Oldest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static EntityId New(TimeProvider time)
    {
        var milliseconds = (long)(time.GetUtcNow() - Epoch).TotalMilliseconds;
        return new((milliseconds << RandomBits) | (long)RandomNumberGenerator.GetInt32(1 << RandomBits));
    }

    /// <summary>
    /// The id of something that was made elsewhere, the same each time: it sorts by its time, and its name stands in place of the random bits.
    /// Whatever was made before this program is squeezed into the years from which it has no ids of its own.
    /// </summary>
    public static EntityId Of(DateTimeOffset time, string name)
    {
        var milliseconds = time >= FirstOwn
            ? (long)(time - Epoch).TotalMilliseconds
            : (long)((FirstOwn - Epoch).TotalMilliseconds * Math.Max(0, (time - Oldest) / (FirstOwn - Oldest)));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        var random = BitConverter.ToUInt32(hash) & ((1u << RandomBits) - 1);
        return new((Math.Min(milliseconds, long.MaxValue >> RandomBits) << RandomBits) | random);
    }

    /// <summary>13 characters of Crockford's base 32, which sort as the ids do.</summary>
    public override string ToString() => string.Create(TextLength, Value, static (text, value) =>
    {
        for (var i = TextLength - 1; i >= 0; i--, value >>= 5)
        {
            text[i] = Digits[(int)(value & 31)];
        }
    });

    public static bool TryParse([NotNullWhen(true)] string? text, out EntityId id)
    {
        id = default;
        if (text is not { Length: TextLength })
        {
            return false;
        }

        long value = 0;
        foreach (var c in text)
        {
            var digit = Digits.IndexOf(c, StringComparison.Ordinal);
            if (digit < 0 || value > long.MaxValue >> 5)
            {
                return false;
            }

            value = (value << 5) | (long)digit;
        }

        id = new(value);
        return true;
    }

    public int CompareTo(EntityId other) => Value.CompareTo(other.Value);

    public static bool operator <(EntityId left, EntityId right) => left.Value < right.Value;

    public static bool operator >(EntityId left, EntityId right) => left.Value > right.Value;

    public static bool operator <=(EntityId left, EntityId right) => left.Value <= right.Value;

    public static bool operator >=(EntityId left, EntityId right) => left.Value >= right.Value;
}
