using AiChatLocal.Core.Chats;
using AiChatLocal.Server.Features.Chat;

namespace AiChatLocal.Server.Tests;

public sealed class PromptTests
{
    [Fact]
    public void A_selection_is_fenced_under_its_file_and_lines() => Assert.Equal(
        "src/a.cs, lines 3–4:\n```csharp\nvar a = 1;\n```\n\nWhy?",
        Prompt.Render([new SelectionPart("src/a.cs", "csharp", 3, 4, "var a = 1;"), new TextPart("Why?")]));

    [Fact]
    public void Code_cannot_end_its_own_fence() => Assert.Equal(
        "a.md, lines 1–1:\n`````markdown\n````\n`````\n\n",
        Prompt.Render([new SelectionPart("a.md", "markdown", 1, 1, "````")]));

    [Theory]
    [InlineData("  Why\n is it?  ", "Why is it?")]
    [InlineData("", "Untitled chat")]
    public void A_title_is_the_question_on_one_line(string question, string title) =>
        Assert.Equal(title, ChatTurns.TitleFrom([new TextPart(question)]));

    [Fact]
    public void A_long_question_is_cut_between_words()
    {
        var title = ChatTurns.TitleFrom([new TextPart(string.Join(' ', Enumerable.Repeat("word", 50)))]);
        Assert.EndsWith(" word…", title, StringComparison.Ordinal);
        Assert.True(title.Length <= 80);
    }
}
