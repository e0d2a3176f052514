using System.Text;
using AiChatLocal.Providers.Streaming;

namespace AiChatLocal.Providers.Tests.Streaming;

public sealed class ThinkTagSplitterTests
{
    [Theory]
    [InlineData("<think>a</think>b", "a", "b")]
    [InlineData("  \n<think>\na\n</think>\n\nb", "\na\n", "b")]
    [InlineData("<think>a</think> <think>c</think>b", "ac", "b")]
    [InlineData("<think>never ends </thin", "never ends </thin", "")]
    [InlineData("<think></think>b", "", "b")]
    [InlineData("  plain", "", "  plain")]
    [InlineData("b</think>c", "", "b</think>c")]
    [InlineData("b <think>a</think>", "", "b <think>a</think>")]
    [InlineData("<thinking>b", "", "<thinking>b")]
    [InlineData("<b>x</b>", "", "<b>x</b>")]
    [InlineData("<th", "", "<th")]
    [InlineData("   ", "", "   ")]
    [InlineData("<think>a<b</</think>c", "a<b</", "c")]
    public void Tags_are_found_wherever_the_text_is_split(string given, string thinking, string text)
    {
        for (var first = 0; first <= given.Length; first++)
        {
            for (var second = first; second <= given.Length; second++)
            {
                Assert.Equal((thinking, text), Split(given[..first], given[first..second], given[second..]));
            }
        }
    }

    [Fact]
    public void Each_character_may_come_alone() =>
        Assert.Equal(("a", "b"), Split([.. "<think>a</think>b".Select(c => c.ToString())]));

    private static (string Thinking, string Text) Split(params string[] pieces)
    {
        var (thinking, text) = (new StringBuilder(), new StringBuilder());
        var splitter = new ThinkTagSplitter((isThinking, piece) => (isThinking ? thinking : text).Append(piece));
        foreach (var piece in pieces)
        {
            splitter.Append(piece);
        }

        splitter.Flush();
        return (thinking.ToString(), text.ToString());
    }
}
