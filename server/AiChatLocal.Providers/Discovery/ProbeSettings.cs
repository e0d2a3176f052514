using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.Discovery;

/// <summary>
/// The loopback addresses that discovery asks. <c>AI_CHAT_LOCAL_PROBE</c> adds base URLs, separated by commas; the word <c>none</c> among
/// them leaves out the usual ones. Addresses that are not loopback are never asked.
/// </summary>
/// <param name="OllamaDefault">Where Ollama is when nothing else is configured: <c>OLLAMA_HOST</c> when that is this machine.</param>
public sealed record ProbeSettings(IReadOnlyList<Uri> Ollama, IReadOnlyList<Uri> OpenAiCompatible, Uri OllamaDefault)
{
    /// <summary>How long discovery waits for all of its answers.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(1);

    private const int OllamaPort = 11434;

    /// <summary>llama.cpp and LocalAI, LM Studio, vLLM, textgen. Which of them it is, only its answer tells.</summary>
    private static readonly int[] UsualPorts = [8080, 1234, 8000, 5000];

    public static ProbeSettings FromEnvironment(Func<string, string?> variable)
    {
        var words = (variable("AI_CHAT_LOCAL_PROBE") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var usual = !words.Contains("none", StringComparer.OrdinalIgnoreCase);
        List<Uri> extra = [];
        foreach (var word in words)
        {
            if (TryLoopback(word, out var uri))
            {
                extra.Add(uri);
            }
        }

        var ollama = OllamaHost(variable("OLLAMA_HOST"));
        return new(
            [.. (usual ? [ollama, At(OllamaPort)] : (Uri[])[]).Concat(extra).Distinct()],
            [.. (usual ? UsualPorts.Select(At) : []).Concat(extra).Distinct()],
            ollama);
    }

    /// <summary>An address as Ollama itself reads it: scheme and port may be missing, and it may be the one that a server listens on.</summary>
    private static Uri OllamaHost(string? text)
    {
        text = text?.Trim().Trim('"', '\'').TrimEnd('/') ?? "";
        var hasScheme = text.Contains("://", StringComparison.Ordinal);
        var address = hasScheme ? text : "http://" + (text.StartsWith(':') ? "127.0.0.1" + text : text);
        if (text.Length == 0 || !TryLoopback(address, out var uri))
        {
            return At(OllamaPort);
        }

        var hasPort = !uri.IsDefaultPort || address.EndsWith($":{uri.Port}", StringComparison.Ordinal);
        return hasScheme || hasPort ? uri : new UriBuilder(uri) { Port = OllamaPort }.Uri;
    }

    private static bool TryLoopback(string text, out Uri uri)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out uri!) && uri.Scheme is "http" or "https")
        {
            uri = Loopback.ToClientAddress(uri);
            return Loopback.IsLoopback(uri);
        }

        return false;
    }

    private static Uri At(int port) => new($"http://127.0.0.1:{port}");
}
