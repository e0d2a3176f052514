using AiChatLocal.Core;

namespace AiChatLocal.Providers.Embedded.Models;

/// <summary>
/// A GGUF file or a folder with ONNX weights in the models folder. Its id is its path in there, without the ending, with slashes: stable
/// while the file stays.
/// </summary>
/// <param name="Path">Of the file that the engine loads.</param>
internal sealed record LocalModel(string Id, string Path, long SizeBytes)
{
    public required string DisplayName { get; init; }

    public string Capability { get; init; } = "chat";

    public string? Quantization { get; init; }

    public string? Family { get; init; }

    public int? ContextLength { get; init; }
}

/// <summary>What lies in the models folder: downloads, and files that users put there.</summary>
internal sealed class LocalModels(DataDirectory directory)
{
    private const string Ending = ".gguf";

    private static readonly EnumerationOptions Everywhere = new()
    {
        RecurseSubdirectories = true,
        MatchCasing = MatchCasing.CaseInsensitive,
        // A folder that may not be read hides its models, not those of the others.
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
    };

    public string Folder => directory.Models;

    public IReadOnlyList<LocalModel> List()
    {
        if (!Directory.Exists(Folder)) return [];
        var files = new DirectoryInfo(Folder).EnumerateFiles("*", Everywhere).Where(file => !IsUnfinished(file)).ToList();
        var gguf = files.Where(file => HasEnding(file, Ending) && IsFirstPart(file))
            .Select(file => new LocalModel(IdOf(file.FullName)[..^Ending.Length], file.FullName, file.Length) { DisplayName = Path.GetFileNameWithoutExtension(file.Name) });
        return [.. gguf.Concat(OnnxFolders.Describe(files.Where(file => HasEnding(file, ".onnx")), IdOf)).OrderBy(model => model.Id, StringComparer.Ordinal)];
    }

    public LocalModel? Find(string id) => List().FirstOrDefault(model => model.Id == id);

    /// <summary>The file that the engine loads.</summary>
    /// <exception cref="ProviderException">There is no such model here, or not yet.</exception>
    public string PathOf(string id) =>
        Find(id)?.Path
        ?? throw (ModelCatalogue.Models.Any(candidate => candidate.Id == id) ? EmbeddedProblems.NotDownloaded(id) : EmbeddedProblems.NotFound(id));

    /// <summary>A model that is split is loaded by its first file; the others are no models of their own.</summary>
    private static bool IsFirstPart(FileInfo file)
    {
        var name = Path.GetFileNameWithoutExtension(file.Name);
        var of = name.LastIndexOf("-of-", StringComparison.Ordinal);
        return of < 5 || !name.AsSpan(of + 4).ContainsOnlyDigits() || name.AsSpan(of - 5, 5) is "00001" || !name.AsSpan(of - 5, 5).ContainsOnlyDigits();
    }

    private static bool HasEnding(FileInfo file, string ending) => file.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    /// <summary>Downloads that are under way; on Windows a name with a dot hides nothing.</summary>
    private bool IsUnfinished(FileInfo file) => IdOf(file.FullName).StartsWith(".downloads/", StringComparison.Ordinal);

    private string IdOf(string path) => Path.GetRelativePath(Folder, path).Replace('\\', '/');
}

file static class Digits
{
    public static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');
}
