using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using AiChatLocal.Providers.Embedded.Models;

namespace AiChatLocal.Providers.Embedded.Download;

/// <summary>Makes the files of a model from the tarballs that were downloaded, and checks them.</summary>
/// <param name="tarballs">Where each package's tarball lies.</param>
internal sealed class ModelFiles(IReadOnlyDictionary<string, string> tarballs)
{
    private const int BufferBytes = 128 * 1024;

    /// <summary>Joins a file of its parts. One with another checksum is deleted, with the tarballs that it came from.</summary>
    public async Task JoinAsync(CatalogueFile file, string joined, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var output = new FileStream(joined, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        await using (output.ConfigureAwait(false))
        {
            if (file.Own is { } own)
            {
                using var content = CatalogueFile.OpenOwn(own);
                await CopyAsync(content, output, hash, cancellationToken).ConfigureAwait(false);
            }

            foreach (var part in file.Parts) await AppendAsync(part, output, hash, cancellationToken).ConfigureAwait(false);
            await output.FlushAsync(cancellationToken).ConfigureAwait(false);
            output.Flush(flushToDisk: true);
        }

        if (Convert.ToHexStringLower(hash.GetHashAndReset()) == file.Sha256) return;
        File.Delete(joined);
        foreach (var part in file.Parts) File.Delete(tarballs[part.Package]);
        throw DownloadProblems.Damaged($"the model");
    }

    private async Task AppendAsync(CataloguePart part, FileStream output, IncrementalHash hash, CancellationToken cancellationToken)
    {
        var packed = new FileStream(tarballs[part.Package], FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using var _ = packed.ConfigureAwait(false);
        using var unzipped = new GZipStream(packed, CompressionMode.Decompress);
        using var tar = new TarReader(unzipped);
        while (await tar.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false) is { } entry)
        {
            if (entry.Name != part.Entry || entry.DataStream is not { } data) continue;
            await CopyAsync(data, output, hash, cancellationToken).ConfigureAwait(false);
            return;
        }

        throw DownloadProblems.Damaged($"the package {part.Package}");
    }

    private static async Task CopyAsync(Stream from, FileStream output, IncrementalHash hash, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferBytes];
        for (int count; (count = await from.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            hash.AppendData(buffer, 0, count);
            await output.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
        }
    }
}
