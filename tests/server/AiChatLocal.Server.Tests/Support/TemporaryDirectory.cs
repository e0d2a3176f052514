namespace AiChatLocal.Server.Tests.Support;

/// <summary>A data directory of its own for one test.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("ai-chat-local-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
