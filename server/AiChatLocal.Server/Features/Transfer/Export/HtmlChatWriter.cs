using System.Globalization;
using System.Text;
using AiChatLocal.Core.Chats;
using AiChatLocal.Core.Transfer;
using AiChatLocal.Server.Features.Chat;

namespace AiChatLocal.Server.Features.Transfer.Export;

/// <summary>The current branch as a page that opens offline and prints.</summary>
internal sealed class HtmlChatWriter(Stream output, string title, Pictures pictures, ReadingOptions options) : IChatWriter
{
    private readonly StreamWriter _writer = new(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
    private readonly HtmlMarkdown _markdown = new();

    public Task BeginAsync(CancellationToken cancellationToken) => _writer.WriteAsync(HtmlPage.Head(title).AsMemory(), cancellationToken);

    public async Task<int> WriteAsync(ArchivedChat chat, CancellationToken cancellationToken)
    {
        var branch = Branch.Of(chat);
        await _writer.WriteAsync($"<section class=\"chat\">\n<h1 dir=\"auto\">{Encode(chat.Chat.Title)}</h1>\n");
        if (!string.IsNullOrWhiteSpace(chat.Chat.SystemPrompt))
        {
            await _writer.WriteAsync($"<details class=\"system\"><summary>{Encode(T($"System prompt"))}</summary><div class=\"typed\" dir=\"auto\">{Encode(chat.Chat.SystemPrompt)}</div></details>\n");
        }

        foreach (var message in branch)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await WriteAsync(message, cancellationToken);
        }

        await _writer.WriteAsync("</section>\n");
        await _writer.FlushAsync(cancellationToken);
        return branch.Count;
    }

    public async Task EndAsync(CancellationToken cancellationToken)
    {
        await _writer.WriteAsync(HtmlPage.End);
        await _writer.FlushAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    public async Task WriteAsync(Message message, CancellationToken cancellationToken)
    {
        var loaded = options.EmbedPictures ? (await pictures.LoadAsync([message], cancellationToken))[0] : message;
        var kind = message.Role.ToString().ToLowerInvariant();
        var ending = Branch.Ending(message) is { } how ? $"<span>{Encode(how)}</span>" : "";
        var time = message.CreatedAt.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        await _writer.WriteAsync(
            $"<article class=\"message {kind}\">\n<header><strong>{Encode(Branch.Writer(message))}</strong>{ending}<time>{time}</time></header>\n<div class=\"body\" dir=\"auto\">\n");
        foreach (var part in loaded.Parts)
        {
            await _writer.WriteAsync(Render(part, message.Role));
        }

        if (message.Failure is { } failure)
        {
            await _writer.WriteAsync($"<p class=\"failure\"><strong>{Encode(failure.What)}</strong> {Encode(failure.Why)}</p>\n");
        }

        await _writer.WriteAsync("</div>\n</article>\n");
    }

    private string Render(Part part, MessageRole role) => part switch
    {
        TextPart text when string.IsNullOrWhiteSpace(text.Text) => "",
        // What a user typed is shown as it was typed, as in the chat.
        TextPart text when role != MessageRole.Assistant => $"<div class=\"typed\">{Encode(text.Text.Trim())}</div>\n",
        TextPart text => _markdown.Render(text.Text),
        ThinkingPart thinking when options.IncludeThinking => $"<details><summary>{Encode(T($"Thinking"))}</summary><div class=\"typed\">{Encode(thinking.Text.Trim())}</div></details>\n",
        SelectionPart selection =>
            $"<p>{Encode(T($"{selection.FileName}, lines {selection.StartLine}–{selection.EndLine}:"))}</p>\n<pre><code>{Encode(selection.Text)}</code></pre>\n",
        // Its first bytes say what it is: a file that was imported may say anything.
        ImagePart { Data: { } data } image when ImageTypes.Detect(data.Span) is { } type =>
            $"<p><img alt=\"{Encode(image.FileName ?? "")}\" src=\"data:{type};base64,{Convert.ToBase64String(data.Span)}\"></p>\n",
        ImagePart image => $"<p>[{Encode(T($"Picture: {image.FileName ?? image.MediaType}"))}]</p>\n",
        _ => "",
    };

    private static string Encode(string? text) => Html.Encode(text);
}
