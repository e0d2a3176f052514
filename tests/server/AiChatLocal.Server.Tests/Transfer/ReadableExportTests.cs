using System.Text.RegularExpressions;
using AiChatLocal.Core.Chats;
using AiChatLocal.Core.Transfer;
using AiChatLocal.Protocol.Transfer;
using static AiChatLocal.Server.Tests.Transfer.History;

namespace AiChatLocal.Server.Tests.Transfer;

/// <summary>Markdown and HTML: for people, with nothing in them that runs.</summary>
public sealed partial class ReadableExportTests
{
    private const string Hostile =
        """
        <script>alert(1)</script> <img src=x onerror=alert(2)> <iframe src="https://evil.example"></iframe>
        [a](javascript:alert(3)) [b](data:text/html,x) <javascript:alert(4)> ![t](https://evil.example/t.png) ![](http://evil.example/u.png)
        [c]: javascript:alert(5)
        [c] [d](vbscript:x "\" onmouseover=alert(6)") <https://good.example/?a=1&b="><svg onload=alert(7)>

        | a | b |
        |:-:|---|
        | <style>*{background:url(https://evil.example/c)}</style> | x |

        ```html" onclick="alert(8)
        </code></pre><script>alert(9)</script>
        ```
        """;

    [Fact]
    public async Task Nothing_in_a_page_runs_and_nothing_is_fetched()
    {
        await using var history = new History();
        var chat = SampleChats.Plain(100, "</title><script>alert(0)</script>", "</div>" + Hostile, Hostile);
        var fake = new ImagePart(SampleChats.Id(901), "image/svg+xml\" onload=\"alert(1)", 5, "<b>\".svg", "<svg>"u8.ToArray());
        var selection = new SelectionPart("\"><script>x", "js", 1, 1, "</code></pre><script>alert(1)</script>");
        var (asked, answered) = (chat.Messages[0], chat.Messages[1] with { Model = "<script>m</script>" });
        chat = chat with { Chat = chat.Chat with { SystemPrompt = Hostile }, Messages = [asked with { Parts = [fake, selection, .. asked.Parts] }, answered] };
        await history.Archive.AddAsync(chat, Token);

        var page = await File.ReadAllTextAsync(await history.ExportAsync(ExportFormat.Html, thinking: true), Token);

        string[] known =
        [
            "html", "head", "meta", "title", "style", "body", "section", "h1", "article", "header", "strong", "time", "div", "span", "p", "a", "pre", "code",
            "details", "summary", "table", "thead", "tbody", "tr", "th", "td", "img", "br", "em", "ul", "ol", "li", "h2", "blockquote", "hr", "del", "input",
        ];
        Assert.All(Tags().Matches(page).Select(match => match.Groups[1].Value.ToLowerInvariant()).Distinct(), tag => Assert.Contains(tag, known));
        Assert.DoesNotMatch(EventHandlers(), page);
        foreach (var address in Addresses().Matches(page).Select(match => match.Groups[1].Value))
        {
            Assert.Matches("^(https://good\\.example/|https?://evil\\.example/[tu]\\.png$)", address);
        }

        Assert.DoesNotContain("src=\"http", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<svg", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("default-src 'none'; style-src 'sha256-", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_shows_what_the_chat_shows()
    {
        await using var history = new History();
        await history.Archive.AddAsync(SampleChats.Everything(), Token);
        await history.Archive.AddAsync(SampleChats.Plain(100, "Table", "Show", "| n | m |\n|---|---|\n| 1 | 2 |\n\n```js\nlet a = 1 < 2;\n```\n\n**bold** ~~no~~ [web](https://example.org)"), Token);

        var page = await File.ReadAllTextAsync(await history.ExportAsync(ExportFormat.Html), Token);

        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
        Assert.Contains("<td>1</td>", page, StringComparison.Ordinal);
        Assert.Contains("let a = 1 &lt; 2;", page, StringComparison.Ordinal);
        Assert.Contains("<strong>bold</strong> <del>no</del> <a rel=\"noreferrer noopener\" href=\"https://example.org\">web</a>", page, StringComparison.Ordinal);
        Assert.Contains("src=\"data:image/png;base64,iVBORw0KGgo", page, StringComparison.Ordinal);
        Assert.Contains("Because.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Half an ans", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExportFormat.Markdown)]
    [InlineData(ExportFormat.Html)]
    public async Task What_a_model_thought_and_what_a_vendor_signed_is_left_out_unless_it_is_asked_for(ExportFormat format)
    {
        await using var history = new History();
        await history.Archive.AddAsync(SampleChats.Everything(), Token);

        Assert.DoesNotContain("Hm.", await File.ReadAllTextAsync(await history.ExportAsync(format), Token), StringComparison.Ordinal);
        var asked = await File.ReadAllTextAsync(await history.ExportAsync(format, thinking: true), Token);
        Assert.Contains("Hm.", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("c2ln", asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markdown_is_the_current_branch_under_headings()
    {
        await using var history = new History();
        await history.Archive.AddAsync(SampleChats.Everything(), Token);

        var shown = await history.ShowAsync(SampleChats.Id(1), ExportFormat.Markdown);

        Assert.Equal((1, 2), (shown.Chats, shown.Messages));
        var text = Time().Replace(shown.Text!, "TIME").Replace("\0", "NUL", StringComparison.Ordinal);
        Assert.Equal(
            """
            # Title with "quotes" <b> & 😀 end

            ## System prompt

            Be brief.

            ## You · TIME

            a/b.cs, lines 3–4:

            ```csharp
            int a;
            int b;
            ```

            [Picture: dot.png]

            Why? NUL

            ## anthropic/claude · TIME

            Because.

            """.ReplaceLineEndings("\n"),
            text);
    }

    [Fact]
    public async Task A_message_is_exported_alone_and_as_json_with_what_led_to_it()
    {
        await using var history = new History();
        var everything = SampleChats.Everything();
        await history.Archive.AddAsync(everything, Token);

        Assert.Equal("Because.\n", (await history.ShowAsync(everything.Chat.Id, ExportFormat.Markdown, everything.LeafId)).Text);
        Assert.Contains("<p>Because.</p>", (await history.ShowAsync(everything.Chat.Id, ExportFormat.Html, everything.LeafId)).Text, StringComparison.Ordinal);
        var json = await history.ShowAsync(everything.Chat.Id, ExportFormat.Json, everything.LeafId);
        Assert.Equal(2, json.Messages);
        await using var other = new History();
        await other.ImportAsync(other.File("message.json", json.Text!));
        Assert.Equal([everything.Messages[0].Id, everything.LeafId!.Value], Assert.Single(await other.ReadAsync()).Messages.Select(message => message.Id));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_leaves_nothing_behind()
    {
        await using var history = new History();
        await history.Archive.AddAsync(SampleChats.Everything(), Token);
        var taken = Path.Combine(history.Path, "export.Json");
        Directory.CreateDirectory(taken);

        var refused = await Assert.ThrowsAsync<AiChatLocal.Core.RequestException>(() => history.ExportAsync());

        Assert.Equal("invalid", refused.Problem.Kind);
        Assert.DoesNotContain(Directory.EnumerateFiles(history.Path), file => file.EndsWith(".unfinished", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"</?([A-Za-z][\w-]*)")]
    private static partial Regex Tags();

    [GeneratedRegex(@"<[^>]*\son\w+\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex EventHandlers();

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex Addresses();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d \d\d:\d\d")]
    private static partial Regex Time();
}
