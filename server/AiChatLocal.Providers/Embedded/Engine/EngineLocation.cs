using AiChatLocal.Core;

namespace AiChatLocal.Providers.Embedded.Engine;

/// <summary>Where the engine's files and a Node to run them are.</summary>
/// <param name="IsElectron">The Node may be VS Code's own program, which runs scripts only when told so.</param>
internal sealed record EngineLocation(string Script, string Node, bool IsElectron)
{
    private const string ScriptName = "engine.mjs";

    /// <exception cref="ProviderException">One of them is missing; it says what to install.</exception>
    public static EngineLocation Find(Func<string, string?> environment, string executableDirectory)
    {
        var folders = environment("AI_CHAT_LOCAL_ENGINE_DIR") is { Length: > 0 } named
            ? (string[])[named]
            : [Path.Combine(executableDirectory, "engine"), Path.GetFullPath(Path.Combine(executableDirectory, "..", "..", "engine"))];
        var script = folders.Select(folder => Path.Combine(folder, ScriptName)).FirstOrDefault(File.Exists)
            ?? throw Missing($"Its files are not in this installation.", $"Install AI Chat Local again, or run `npm run build` in its repository.",
                $"Looked in {string.Join(", ", folders)}");
        if (environment("AI_CHAT_LOCAL_NODE") is { Length: > 0 } node)
        {
            return File.Exists(node)
                ? new(script, node, IsElectron: true)
                : throw Missing($"The Node that AI_CHAT_LOCAL_NODE names is not there.", $"Correct or remove that variable.", node);
        }

        return OnPath(environment("PATH")) is { } found
            ? new(script, found, IsElectron: false)
            : throw Missing($"It runs on Node.js, and no `node` was found.", $"Install Node.js 20 or newer, or use a model of another provider.");
    }

    private static string? OnPath(string? path)
    {
        var name = OperatingSystem.IsWindows() ? "node.exe" : "node";
        return (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    private static ProviderException Missing(LocalizedString why, LocalizedString fix, string? detail = null) =>
        new(new(ProblemKind.EngineMissing, $"The embedded engine cannot be started.", why, fix, detail));
}
