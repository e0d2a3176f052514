using AiChatLocal.Core.Chats;
using AiChatLocal.Server.Features.Chat;
using Microsoft.Extensions.AI;

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

    [Fact]
    public void Signed_thinking_goes_back_to_the_model_that_wrote_it_and_to_no_other()
    {
        var reply = Reply("a/one", new ThinkingPart("Hm."), new SignaturePart("sig"), new TextPart("Because."));

        var own = Assert.Single(Prompt.Build(null, [reply], new("a/one"))).Contents;
        var others = Assert.Single(Prompt.Build(null, [reply], new("b/two"))).Contents;

        Assert.Equal(
            ["Hm.", "", "Because."],
            own.Select(content => content is TextReasoningContent thinking ? thinking.Text : ((TextContent)content).Text));
        Assert.Equal("sig", ((TextReasoningContent)own[1]).ProtectedData);
        Assert.Equal("Because.", ((TextContent)Assert.Single(others)).Text);
    }

    [Fact]
    public void Unsigned_thinking_and_a_reply_without_words_are_not_sent()
    {
        Assert.IsType<TextContent>(Assert.Single(Assert.Single(
            Prompt.Build(null, [Reply("a/one", new ThinkingPart("Hm."), new TextPart("Because."))], new("a/one"))).Contents));
        Assert.Empty(Prompt.Build(null, [Reply("a/one", new ThinkingPart("Hm."), new SignaturePart("sig"))], new("a/one")));
    }

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

    private static Message Reply(string model, params Part[] parts) =>
        new(new(2), new(1), null, MessageRole.Assistant, parts, MessageStatus.Complete, DateTimeOffset.UnixEpoch, model);
}
