namespace AiChatLocal.Core;

/// <summary>Where everything is kept. The files' names are written here and nowhere else.</summary>
public sealed record DataDirectory(string Path)
{
    public string Database => System.IO.Path.Combine(Path, "ai-chat-local.db");

    public string Configuration => System.IO.Path.Combine(Path, "config.json");

    /// <summary>The key that encrypts the keys in <see cref="Configuration"/>; readable by its owner alone.</summary>
    public string MasterKey => System.IO.Path.Combine(Path, "master.key");

    public string Backups => System.IO.Path.Combine(Path, "backups");

    public string Models => System.IO.Path.Combine(Path, "models");

    /// <summary>One locked file per running process: whose lock is free has died.</summary>
    public string Instances => System.IO.Path.Combine(Path, "instances");
}
