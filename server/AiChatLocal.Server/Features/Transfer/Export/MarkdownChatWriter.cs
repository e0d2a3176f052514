using System.Globalization;
using System.Text;
using AiChatLocal.Core.Chats;
using AiChatLocal.Core.Transfer;
using AiChatLocal.Server.Features.Chat;

namespace AiChatLocal.Server.Features.Transfer.Export;

/// <param name="IncludeThinking">What models thought is left out unless it is asked for.</param>
/// <param name="EmbedPictures">Pictures as data in the text; else their names stand there.</param>
internal sealed record ReadingOptions(bool IncludeThinking, bool EmbedPictures);

/// <summary>The current branch as Markdown: questions and answers under headings.</summary>
internal sealed class MarkdownChatWriter(Stream output, Pictures pictures, ReadingOptions options) : IChatWriter
{
    private readonly StreamWriter _writer = new(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
    private bool _hasChats;

    public Task BeginAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<int> WriteAsync(ArchivedChat chat, CancellationToken cancellationToken)
    {
        var branch = Branch.Of(chat);
        await _writer.WriteAsync($"{(_hasChats ? "\n---\n\n" : "")}# {OneLine(chat.Chat.Title)}\n");
        _hasChats = true;
        if (!string.IsNullOrWhiteSpace(chat.Chat.SystemPrompt))
        {
            await _writer.WriteAsync($"\n## {T($"System prompt")}\n\n{chat.Chat.SystemPrompt.TrimEnd()}\n");
        }

        foreach (var message in branch)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var heading = $"{OneLine(Branch.Writer(message))} · {message.CreatedAt.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}";
            await _writer.WriteAsync($"\n## {heading}{(Branch.Ending(message) is { } ending ? $" · {ending}" : "")}\n\n");
            await WriteAsync(message, cancellationToken);
        }

        await _writer.FlushAsync(cancellationToken);
        return branch.Count;
    }

    /// <summary>The message alone, without a heading.</summary>
    public async Task WriteAsync(Message message, CancellationToken cancellationToken)
    {
        var loaded = options.EmbedPictures ? (await pictures.LoadAsync([message], cancellationToken))[0] : message;
        List<string> blocks = [.. loaded.Parts.Select(Render).OfType<string>()];
        if (message.Failure is { } failure)
        {
            blocks.Add($"> **{OneLine(failure.What)}**{(failure.Why is { } why ? $" {OneLine(why)}" : "")}");
        }

        await _writer.WriteAsync(string.Join("\n\n", blocks) + "\n");
        await _writer.FlushAsync(cancellationToken);
    }

    public Task EndAsync(CancellationToken cancellationToken) => _writer.FlushAsync(cancellationToken);

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private string? Render(Part part)
    {
        switch (part)
        {
            case TextPart text when !string.IsNullOrWhiteSpace(text.Text):
                return text.Text.TrimEnd();
            case ThinkingPart thinking when options.IncludeThinking:
                return $"> *{T($"Thinking")}*\n>\n{string.Join('\n', thinking.Text.Trim().ReplaceLineEndings("\n").Split('\n').Select(line => $"> {line}".TrimEnd()))}";
            case SelectionPart selection:
                var fence = Prompt.FenceFor(selection.Text);
                return $"{T($"{OneLine(selection.FileName)}, lines {selection.StartLine}–{selection.EndLine}:")}\n\n{fence}{OneLine(selection.LanguageId)}\n{selection.Text}\n{fence}";
            case ImagePart { Data: { } data } image when options.EmbedPictures:
                return $"![{Label(image)}](data:{image.MediaType};base64,{Convert.ToBase64String(data.Span)})";
            case ImagePart image:
                return $"[{T($"Picture: {Label(image)}")}]";
            default:
                return null;
        }
    }

    private static string Label(ImagePart image) => OneLine(image.FileName ?? image.MediaType).Replace('[', '(').Replace(']', ')');

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
