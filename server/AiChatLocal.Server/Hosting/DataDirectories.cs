using AiChatLocal.Core;

namespace AiChatLocal.Server.Hosting;

/// <summary>Finds the data directory, which every editor and the command line share.</summary>
internal static class DataDirectories
{
    public const string Variable = "AI_CHAT_LOCAL_DATA_DIR";

    private const string FolderName = "ai-chat-local";

    /// <summary>What was asked for, else the variable's, else the platform's own.</summary>
    public static DataDirectory Resolve(string? asked)
    {
        var path = asked ?? Environment.GetEnvironmentVariable(Variable);
        return new(Path.GetFullPath(string.IsNullOrWhiteSpace(path) ? Default() : path));
    }

    // Linux: XDG_DATA_HOME or ~/.local/share; macOS: ~/Library/Application Support; Windows: %LOCALAPPDATA%.
    private static string Default() => Path.Combine(
        Environment.GetFolderPath(
            OperatingSystem.IsMacOS() ? Environment.SpecialFolder.ApplicationData : Environment.SpecialFolder.LocalApplicationData,
            Environment.SpecialFolderOption.DoNotVerify),
        FolderName);
}
