using System.IO.Compression;

namespace AiChatLocal.Server.Features.Transfer.Import;

/// <param name="Name">With slashes, below the zip or folder; it names the file in reports and is never a path to write to.</param>
internal sealed record ImportFile(string Name, long SizeBytes, Func<Stream> Open)
{
    public string Folder => Name.LastIndexOf('/') is >= 0 and var slash ? Name[..slash] : "";

    public string FileName => Name[(Name.LastIndexOf('/') + 1)..];
}

/// <summary>The files of an export: one file, what a zip holds, or what lies in a folder. Nothing is unpacked to disk.</summary>
internal sealed class ImportSource : IDisposable
{
    private const int MostFiles = 200_000;

    private readonly ZipArchive? _zip;

    private ImportSource(IReadOnlyList<ImportFile> files, bool isSingle, ZipArchive? zip = null) => (Files, IsSingle, _zip) = (files, isSingle, zip);

    /// <summary>All files, those with an index of others first.</summary>
    public IReadOnlyList<ImportFile> Files { get; }

    /// <summary>True for a file that was named itself: it has to be an export.</summary>
    public bool IsSingle { get; }

    public static ImportSource Open(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                return new(InOrder(Below(Path.GetFullPath(path))), isSingle: false);
            }

            if (!File.Exists(path))
            {
                throw TransferErrors.NoSuchFile(path);
            }

            return IsZip(path)
                ? OpenZip(path)
                : new([new(Path.GetFileName(path), new FileInfo(path).Length, () => OpenFile(path))], isSingle: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw TransferErrors.CannotRead(path, exception);
        }
    }

    public void Dispose() => _zip?.Dispose();

    private static ImportSource OpenZip(string path)
    {
        var zip = new ZipArchive(OpenFile(path), ZipArchiveMode.Read);
        try
        {
            if (zip.Entries.Count > MostFiles)
            {
                throw new UnreadableException($"The zip holds {zip.Entries.Count} files.");
            }

            var files = zip.Entries
                .Where(entry => entry.Name.Length > 0)
                .Select(entry => new ImportFile(entry.FullName.Replace('\\', '/'), entry.Length, () => new LimitedStream(entry.Open(), entry.CompressedLength)));
            return new(InOrder(files), isSingle: false, zip);
        }
        catch
        {
            zip.Dispose();
            throw;
        }
    }

    private static IEnumerable<ImportFile> Below(string folder)
    {
        // Links are not followed: they may lead anywhere, and in circles.
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var path in Directory.EnumerateFiles(folder, "*", options).Take(MostFiles))
        {
            yield return new(Path.GetRelativePath(folder, path).Replace('\\', '/'), new FileInfo(path).Length, () => OpenFile(path));
        }
    }

    private static IReadOnlyList<ImportFile> InOrder(IEnumerable<ImportFile> files) =>
        [.. files.OrderBy(file => file.FileName != "sessions.json").ThenBy(file => file.Name, StringComparer.Ordinal)];

    private static bool IsZip(string path)
    {
        using var file = OpenFile(path);
        Span<byte> start = stackalloc byte[4];
        return file.ReadAtLeast(start, 4, throwOnEndOfStream: false) == 4 && start.SequenceEqual("PK\u0003\u0004"u8);
    }

    private static FileStream OpenFile(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
}
