using AiChatLocal.Core;

namespace AiChatLocal.Providers.Embedded.Models;

/// <summary>A GGUF file in the models folder. Its id is its path in there, without the ending, with slashes: stable while the file stays.</summary>
internal sealed record LocalModel(string Id, string Path, long SizeBytes);

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

    public IReadOnlyList<LocalModel> List() => !Directory.Exists(Folder)
        ? []
        :
        [
            .. new DirectoryInfo(Folder).EnumerateFiles("*" + Ending, Everywhere)
                .Where(IsFirstPart)
                .Select(file => new LocalModel(IdOf(file.FullName), file.FullName, file.Length))
                .OrderBy(model => model.Id, StringComparer.Ordinal),
        ];

    public LocalModel? Find(string id) => List().FirstOrDefault(model => model.Id == id);

    /// <summary>A model that is split is loaded by its first file; the others are no models of their own.</summary>
    private static bool IsFirstPart(FileInfo file)
    {
        var name = Path.GetFileNameWithoutExtension(file.Name);
        var of = name.LastIndexOf("-of-", StringComparison.Ordinal);
        return of < 5 || !name.AsSpan(of + 4).ContainsOnlyDigits() || name.AsSpan(of - 5, 5) is "00001" || !name.AsSpan(of - 5, 5).ContainsOnlyDigits();
    }

    private string IdOf(string path) => Path.GetRelativePath(Folder, path)[..^Ending.Length].Replace('\\', '/');
}

file static class Digits
{
    public static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');
}
