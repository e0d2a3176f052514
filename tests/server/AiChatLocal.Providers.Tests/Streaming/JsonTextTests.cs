using AiChatLocal.Providers.Streaming;

namespace AiChatLocal.Providers.Tests.Streaming;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("""a\nb\t\"c\"\\\/\b\f\r""", "a\nb\t\"c\"\\/\b\f\r")]
    [InlineData("""\u00e9\u20AC""", "é€")]
    [InlineData("""\ud83d\ude00!""", "😀!")]
    [InlineData("öß😀", "öß😀")]
    public void Escapes_are_decoded(string raw, string expected) => Assert.Equal(expected, Decode(System.Text.Encoding.UTF8.GetBytes(raw)));

    [Fact]
    public void Half_a_pair_is_kept() => Assert.Equal("\ud83d", Decode("""\ud83d"""u8));

    [Fact]
    public void Bytes_that_are_not_utf8_become_replacement_characters() => Assert.Equal("a\uFFFDb", Decode([(byte)'a', 0xFF, (byte)'b']));

    private static string Decode(ReadOnlySpan<byte> raw)
    {
        var target = new char[raw.Length];
        return new(target, 0, JsonText.Decode(raw, target));
    }
}
