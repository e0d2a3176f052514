using System.Globalization;
using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Core.Transfer;
using AiChatLocal.Protocol.Transfer;
using AiChatLocal.Server.Features.Transfer;
using AiChatLocal.Server.Hosting;
using AiChatLocal.Server.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace AiChatLocal.Server.Tests.Transfer;

/// <summary>A data directory of its own with a real database, and what exports from it and imports into it.</summary>
internal sealed class History : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public History() => Sidecar = new(new(_directory.Path), TimeProvider.System, NullLoggerFactory.Instance);

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public string Path => _directory.Path;

    public Sidecar Sidecar { get; }

    public IChatArchive Archive => Sidecar.Archive;

    /// <summary>The folder of samples that tests share.</summary>
    public static string Samples
    {
        get
        {
            var root = new DirectoryInfo(AppContext.BaseDirectory);
            while (!System.IO.File.Exists(System.IO.Path.Combine(root.FullName, "AiChatLocal.sln")))
            {
                root = root.Parent ?? throw new DirectoryNotFoundException("The tests run outside of the repository.");
            }

            return System.IO.Path.Combine(root.FullName, "tests", "fixtures", "imports");
        }
    }

    public string File(string name, string content)
    {
        var path = System.IO.Path.Combine(_directory.Path, name);
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    public async Task<string> ExportAsync(ExportFormat format = ExportFormat.Json, bool thinking = false)
    {
        var path = System.IO.Path.Combine(_directory.Path, $"export.{format}");
        await new ChatExportHandler(Sidecar.Exporter).RunAsync(new(format, IncludeThinking: thinking, Path: path), (_, _) => { }, Token);
        return path;
    }

    public async Task<ChatExportResult> ShowAsync(EntityId chatId, ExportFormat format, EntityId? messageId = null, bool thinking = false) =>
        await new ChatExportHandler(Sidecar.Exporter).RunAsync(new(format, [chatId.ToString()], messageId?.ToString(), thinking), (_, _) => { }, Token);

    public Task<ChatImportResult> ImportAsync(string path, bool dryRun = false) => Sidecar.Importer.RunAsync(path, dryRun, _ => { }, Token);

    public async Task<List<ArchivedChat>> ReadAsync()
    {
        List<ArchivedChat> chats = [];
        foreach (var id in await Archive.ListAsync(Token))
        {
            chats.Add((await Archive.ReadAsync(id, Token))!);
        }

        return chats;
    }

    /// <summary>A chat as lines: what follows what, who wrote it and what. The current branch is marked.</summary>
    public static string Describe(ArchivedChat archived)
    {
        var (chat, messages) = (archived.Chat, archived.Messages);
        HashSet<EntityId> current = [];
        for (var id = archived.LeafId; id is { } known; id = messages.Single(message => message.Id == known).ParentId)
        {
            current.Add(known);
        }

        List<string> lines = [$"{chat.Title} {Time(chat.CreatedAt)} {Time(chat.UpdatedAt)} {chat.Origin}"];
        Describe(parent: null, depth: 1);
        return string.Join('\n', lines);

        void Describe(EntityId? parent, int depth)
        {
            foreach (var message in messages.Where(message => message.ParentId == parent))
            {
                var status = message.Status == MessageStatus.Complete ? "" : $" {message.Status}";
                lines.Add(
                    $"{new string(' ', depth * 2)}{(current.Contains(message.Id) ? "*" : "-")} {message.Role}{(message.Model is null ? "" : $" {message.Model}")}{status} {Time(message.CreatedAt)}: "
                    + string.Join(" | ", message.Parts.Select(Text)));
                lines[^1] = lines[^1].TrimEnd();
                Describe(message.Id, depth + 1);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Sidecar.DisposeAsync();
        _directory.Dispose();
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture);

    private static string Text(Part part) => part switch
    {
        TextPart text => text.Text.Replace("\n", "⏎"),
        ThinkingPart thinking => $"({thinking.Text.Replace("\n", "⏎")})",
        SelectionPart selection => $"<{selection.FileName} {selection.StartLine}-{selection.EndLine} {selection.Text.Replace("\n", "⏎")}>",
        ImagePart image => $"[{image.MediaType} {image.FileName} {image.SizeBytes}]",
        _ => part.ToString(),
    };
}
