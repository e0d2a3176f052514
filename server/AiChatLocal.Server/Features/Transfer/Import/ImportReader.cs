using System.Runtime.CompilerServices;
using System.Text.Json;
using AiChatLocal.Core;
using AiChatLocal.Core.Transfer;
using AiChatLocal.Server.Features.Transfer.Export;

namespace AiChatLocal.Server.Features.Transfer.Import;

internal sealed record ReadChat(string Source, ArchivedChat Chat);

/// <summary>Reads the chats of an export one after the other. One that is damaged is reported, and the others are read.</summary>
internal sealed class ImportReader(ImportSource source, ImportReport report, DateTimeOffset now)
{
    private const int MostItemBytes = 1024 * 1024 * 1024;
    private const string Own = "AI Chat Local";

    private readonly ChatFormats _formats = new();
    private ILookup<string, ImportFile>? _byStart;

    public async IAsyncEnumerable<ReadChat> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var file in source.Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await foreach (var chat in ReadAsync(file, cancellationToken))
            {
                yield return chat;
            }
        }

        foreach (var format in _formats.Gathering)
        {
            foreach (var (file, chat) in format.Finish((file, item, why) => report.Fail(file.Name, item, why, isPartial: true)))
            {
                yield return new(format.Program.Name, chat.ToArchived(format.Program.Id, format.Program.LeavesThisMachine, now));
            }
        }
    }

    private async IAsyncEnumerable<ReadChat> ReadAsync(ImportFile file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isKnown = false;
        var failed = false;
        await using var stream = Open(file);
        if (stream is not null)
        {
            var items = new JsonItems(stream, MostItemBytes);
            await using var each = items.ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await TryMoveAsync(each, file, () => failed = true))
            {
                using var item = each.Current;
                CheckVersion(items.Version, file);
                // Another program may have put the members of a file of ours into another order: then it is one item.
                var isOwnFile = IsOwnFile(item.Root);
                if (isOwnFile)
                {
                    CheckVersion(item.Root.Count("version"), file);
                }

                foreach (var (element, place) in isOwnFile ? item.Root.Items("chats").Select((chat, i) => (chat, i)) : [(item.Root, item.Index ?? 0)])
                {
                    var read = Read(element, place, isOwnFile || items.Version is not null, file);
                    isKnown |= read.IsKnown;
                    if (read.Chat is { } chat)
                    {
                        yield return chat;
                    }
                }
            }

            CheckVersion(items.Version, file);
            isKnown |= items.Version is not null;
        }

        if (!isKnown && !failed)
        {
            report.Ignore(file.Name, source.IsSingle);
        }
    }

    private static bool IsOwnFile(JsonElement root) => root.Text("format") == ChatFile.Format && root.IsArray("chats");

    private static void CheckVersion(int? version, ImportFile file)
    {
        if (version is > ChatFile.Version and var newer)
        {
            throw TransferErrors.NewerVersion(file.Name, newer, ChatFile.Version);
        }
    }

    /// <returns>Whether the item is of a program that is known, and the chat that it is, if it could be read.</returns>
    private (bool IsKnown, ReadChat? Chat) Read(JsonElement item, int place, bool isOwn, ImportFile file)
    {
        var name = item.Text("title") ?? item.Text("name") ?? T($"item {place + 1}");
        try
        {
            if (isOwn)
            {
                return (true, new(Own, (item.Deserialize(ChatFileJson.Default.FileChat) ?? throw new UnreadableException($"It is null.")).ToDomain()));
            }

            if (_formats.Gathering.Any(format => format.Take(item, file)) || _formats.Single.Any(format => format.Note(item)))
            {
                return (true, null);
            }

            if (_formats.Single.FirstOrDefault(format => format.Recognises(item)) is not { } format)
            {
                return (false, null);
            }

            var chat = format.Read(item, new(file, Find, why => report.Fail(file.Name, name, why, isPartial: true)));
            if (chat.Messages.Count == 0)
            {
                report.Fail(file.Name, name, $"It holds no messages.", isPartial: false);
                return (true, null);
            }

            return (true, new(format.Program.Name, chat.ToArchived(format.Program.Id, format.Program.LeavesThisMachine, now)));
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException or InvalidDataException or IOException)
        {
            report.Fail(file.Name, name, Why(exception), isPartial: false);
            return (true, null);
        }
    }

    private static LocalizedString Why(Exception exception) => exception is UnreadableException { Why: var why }
        ? why
        : T($"It cannot be read: {exception.Message}");

    /// <returns>Null when the file is no JSON, or cannot be opened, which is reported.</returns>
    private Stream? Open(ImportFile file)
    {
        try
        {
            using (var start = file.Open())
            {
                Span<byte> first = stackalloc byte[64];
                var read = start.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
                var text = first[..read].TrimStart("\uFEFF \t\r\n"u8);
                if (text.IsEmpty || text[0] is not ((byte)'{' or (byte)'['))
                {
                    return null;
                }
            }

            return file.Open();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            report.Fail(file.Name, T($"the file"), Why(exception), isPartial: false);
            return null;
        }
    }

    private async Task<bool> TryMoveAsync(IAsyncEnumerator<JsonItem> items, ImportFile file, Action failed)
    {
        try
        {
            return await items.MoveNextAsync();
        }
        catch (Exception exception) when (exception is JsonException or IOException or InvalidDataException)
        {
            failed();
            report.Fail(file.Name, T($"the rest of the file"), Why(exception), isPartial: false);
            return false;
        }
    }

    /// <summary>A file whose name begins with this and goes on with what belongs to no name of that kind.</summary>
    private ImportFile? Find(string start)
    {
        _byStart ??= source.Files.ToLookup(file => Stem(file.FileName), StringComparer.OrdinalIgnoreCase);
        return _byStart[start].FirstOrDefault()
            ?? source.Files.FirstOrDefault(file => file.FileName.StartsWith(start, StringComparison.OrdinalIgnoreCase) && file.FileName.Length > start.Length && !char.IsAsciiLetterOrDigit(file.FileName[start.Length]));
    }

    private static string Stem(string fileName) => Path.GetFileNameWithoutExtension(fileName);
}
