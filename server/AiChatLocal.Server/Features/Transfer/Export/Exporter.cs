using System.Text;
using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Core.Transfer;
using AiChatLocal.Protocol.Transfer;
using AiChatLocal.Server.Features.Chat;

namespace AiChatLocal.Server.Features.Transfer.Export;

/// <param name="ChatIds">Null: all.</param>
/// <param name="MessageId">Only this message of the only chat.</param>
internal sealed record ExportRequest(ExportFormat Format, IReadOnlyList<EntityId>? ChatIds, EntityId? MessageId, bool IncludeThinking);

internal sealed record ExportCount(int Chats, int Messages);

/// <summary>Writes chats, one after the other and each message's pictures with it: a large history takes no more memory than its largest chat.</summary>
internal sealed class Exporter(IChatArchive archive, IChatStore store, TimeProvider time)
{
    private const int MostTextBytes = 8 * 1024 * 1024;

    private readonly Pictures _pictures = new(store, time);

    public async Task<(string Path, ExportCount Count)> ToFileAsync(
        ExportRequest request, string path, Action<int, int> progress, CancellationToken cancellationToken)
    {
        ExportCount? count = null;
        var written = await OutputFile.WriteAsync(
            path, async file => count = await WriteAsync(request, file, embedPictures: true, progress, cancellationToken));
        return (written, count!);
    }

    public async Task<(string Text, ExportCount Count)> ToTextAsync(ExportRequest request, CancellationToken cancellationToken)
    {
        if (request.ChatIds is not { Count: 1 })
        {
            throw TransferErrors.NeedsFile($"Several chats go into a file.");
        }

        using var written = new MemoryStream();
        var count = await WriteAsync(request, written, embedPictures: request.Format == ExportFormat.Json, (_, _) => { }, cancellationToken);
        return written.Length <= MostTextBytes
            ? (Encoding.UTF8.GetString(written.GetBuffer(), 0, (int)written.Length), count)
            : throw TransferErrors.NeedsFile($"It is too long to be given back as text.");
    }

    private async Task<ExportCount> WriteAsync(
        ExportRequest request, Stream output, bool embedPictures, Action<int, int> progress, CancellationToken cancellationToken)
    {
        var ids = request.ChatIds ?? await archive.ListAsync(cancellationToken);
        var first = ids is [var only] ? await archive.ReadAsync(only, cancellationToken) ?? throw ChatErrors.NoSuchChat(only) : null;
        var options = new ReadingOptions(request.IncludeThinking, embedPictures);
        if (request.MessageId is { } messageId)
        {
            return await WriteMessageAsync(request, first ?? throw TransferErrors.MessageOfWhat(), messageId, output, options, cancellationToken);
        }

        await using var writer = Make(request.Format, output, first?.Chat.Title ?? T($"Chats"), options);
        await writer.BeginAsync(cancellationToken);
        var (chats, messages) = (0, 0);
        for (var i = 0; i < ids.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var chat = first ?? await archive.ReadAsync(ids[i], cancellationToken);
            // One of all chats may have been deleted meanwhile; one that was named has to be there.
            if (chat is not null)
            {
                messages += await writer.WriteAsync(chat, cancellationToken);
                chats++;
            }
            else if (request.ChatIds is not null)
            {
                throw ChatErrors.NoSuchChat(ids[i]);
            }

            progress(i + 1, ids.Count);
        }

        await writer.EndAsync(cancellationToken);
        return new(chats, messages);
    }

    private async Task<ExportCount> WriteMessageAsync(
        ExportRequest request, ArchivedChat chat, EntityId messageId, Stream output, ReadingOptions options, CancellationToken cancellationToken)
    {
        var path = Branch.Of(chat with { LeafId = messageId });
        if (path is not [.., var message])
        {
            throw ChatErrors.NoSuchMessage(messageId);
        }

        switch (request.Format)
        {
            case ExportFormat.Markdown:
                await using (var markdown = new MarkdownChatWriter(output, _pictures, options))
                {
                    await markdown.WriteAsync(message, cancellationToken);
                }

                return new(1, 1);
            case ExportFormat.Html:
                await using (var html = new HtmlChatWriter(output, chat.Chat.Title, _pictures, options))
                {
                    await html.BeginAsync(cancellationToken);
                    await html.WriteAsync(message, cancellationToken);
                    await html.EndAsync(cancellationToken);
                }

                return new(1, 1);
            default:
                // With what led to it: a message without its place could not be joined with its chat again.
                await using (var json = new JsonChatWriter(output, _pictures))
                {
                    await json.BeginAsync(cancellationToken);
                    await json.WriteAsync(chat with { Messages = path, LeafId = messageId }, cancellationToken);
                    await json.EndAsync(cancellationToken);
                }

                return new(1, path.Count);
        }
    }

    private IChatWriter Make(ExportFormat format, Stream output, string title, ReadingOptions options) => format switch
    {
        ExportFormat.Markdown => new MarkdownChatWriter(output, _pictures, options),
        ExportFormat.Html => new HtmlChatWriter(output, title, _pictures, options),
        _ => new JsonChatWriter(output, _pictures),
    };
}
