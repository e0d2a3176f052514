using System.Text.Json.Serialization;

namespace AiChatLocal.Providers.Embedded.Models;

/// <summary>A model that a pull can bring. Its file is the parts one after the other.</summary>
/// <param name="Sha256">Of the whole file, in hexadecimal: what is kept is what was chosen, whoever served it.</param>
/// <param name="Source">Whose model it is and who packed it.</param>
/// <param name="Added">When the entry was checked.</param>
internal sealed record CatalogueModel(
    string Id,
    string DisplayName,
    string Description,
    string FileName,
    long SizeBytes,
    string Sha256,
    string Licence,
    string Family,
    string ParameterSize,
    string Quantization,
    int ContextLength,
    string Source,
    string Added,
    IReadOnlyList<CataloguePart> Parts)
{
    [JsonIgnore]
    public long TarballBytes => Parts.Sum(part => part.TarballBytes);
}

/// <summary>A file inside an npm package.</summary>
/// <param name="Entry">Path of the file in the package's tarball.</param>
/// <param name="Integrity">npm's own: <c>sha512-</c> and the base64 of the tarball's hash.</param>
internal sealed record CataloguePart(string Package, string Version, string Entry, long TarballBytes, string Integrity);
