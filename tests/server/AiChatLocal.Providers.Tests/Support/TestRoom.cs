using System.Net;
using System.Net.Sockets;
using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Discovery;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.Tests.Support;

/// <summary>The module under test with a room of its own.</summary>
internal sealed class TestRoom(HttpRoomOptions? options = null, ProbeSettings? probes = null, TimeProvider? time = null) : IDisposable
{
    /// <summary>Long enough for a loaded machine; reached only when something hangs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpRoom _http = new(options);

    public IProviderKind Kind(string kind)
    {
        var settings = probes ?? ProbeSettings.FromEnvironment(static name => name == "AI_CHAT_LOCAL_PROBE" ? "none" : null);
        return new ProvidersModule(_http, settings, time ?? TimeProvider.System).Find(kind) ?? throw new ArgumentException(kind);
    }

    public IProvider OpenAi(Uri server, string? key = null) =>
        Kind("openai-compatible").Create(new("p1", "openai-compatible", "Test server", server, key is null ? null : new Secret(key)));

    /// <summary>With a key for managing models.</summary>
    public IProvider Managed(Uri server, string key, string adminKey) =>
        Kind("openai-compatible").Create(new("p1", "openai-compatible", "Test server", server, new Secret(key), null, new Secret(adminKey)));

    public IProvider Ollama(Uri server, string? key = null) =>
        Kind("ollama").Create(new("p1", "ollama", "Test Ollama", server, key is null ? null : new Secret(key)));

    public IProvider Provider(string kind, Uri server, string? key = null) =>
        Kind(kind).Create(new("p1", kind, "Test " + kind, server, key is null ? null : new Secret(key)));

    /// <summary>A loopback address where nothing listens: the port was free a moment ago.</summary>
    public static Uri Silent()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    public void Dispose() => _http.Dispose();
}
