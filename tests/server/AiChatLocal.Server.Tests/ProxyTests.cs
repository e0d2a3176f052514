using AiChatLocal.Server.Tests.Support;

namespace AiChatLocal.Server.Tests;

/// <summary>
/// The variables that name a proxy, which are read once in a process. The model server's address is one to which no connection can be
/// made: an answer can come through the proxy only.
/// </summary>
public sealed class ProxyTests : IDisposable
{
    private const string Host = "255.255.255.255";

    private static readonly string[] Variables =
        ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"];

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("HTTP_PROXY", Host, "example.com", 0)]
    [InlineData("http_proxy", Host, "", 0)]
    [InlineData("ALL_PROXY", Host, "", 0)]
    [InlineData("HTTP_PROXY", Host, Host, 3)]
    [InlineData("HTTPS_PROXY", Host, "", 3)]
    [InlineData("HTTP_PROXY", "127.0.0.1", "", 3)]
    public async Task A_proxy_is_used_as_the_environment_says(string variable, string host, string noProxy, int exitCode)
    {
        await using var proxy = await ModelServer.StartAsync("Through the proxy");
        await CommandLineProcess.RunAsync(_directory.Path, "", "providers", "add", "openai-compatible", "fake", "--url", $"http://{host}:1/v1");

        // Those of the machine that runs the test do not take part.
        var environment = Variables.ToDictionary(name => name, _ => (string?)null);
        environment["NO_PROXY"] = noProxy;
        environment[variable] = proxy.BaseUrl.ToString();
        var chat = await CommandLineProcess.RunAsync(_directory.Path, "", environment, "chat", "Hi", "--model", ModelServer.Model);

        Assert.Equal((exitCode, exitCode == 0), (chat.ExitCode, chat.Output == "Through the proxy" + Environment.NewLine));
        Assert.Equal(exitCode == 0 ? [$"{host}:1"] : [], proxy.Requests.Select(request => request.Headers["Host"]));
    }

    [Theory]
    [InlineData("none", 3)]
    [InlineData("default", 0)]
    public async Task A_provider_may_do_without_the_proxy_of_the_environment(string choice, int exitCode)
    {
        await using var proxy = await ModelServer.StartAsync("Through the proxy");
        await CommandLineProcess.RunAsync(_directory.Path, "", "providers", "add", "openai-compatible", "fake", "--url", $"http://{Host}:1/v1", "--proxy", choice);
        var environment = Variables.ToDictionary(name => name, _ => (string?)null);
        environment["HTTP_PROXY"] = proxy.BaseUrl.ToString();

        var chat = await CommandLineProcess.RunAsync(_directory.Path, "", environment, "chat", "Hi", "--model", ModelServer.Model);

        Assert.Equal((exitCode, exitCode == 0 ? 1 : 0), (chat.ExitCode, proxy.Requests.Count));
    }

    /// <summary>The one that it was given goes before the environment's, and is used whatever NO_PROXY says.</summary>
    [Fact]
    public async Task A_provider_may_have_a_proxy_of_its_own()
    {
        await using var proxy = await ModelServer.StartAsync("Through its own proxy");
        await CommandLineProcess.RunAsync(
            _directory.Path, "", "providers", "add", "openai-compatible", "fake", "--url", $"http://{Host}:1/v1", "--proxy", proxy.BaseUrl.ToString());
        var environment = Variables.ToDictionary(name => name, _ => (string?)null);
        environment["HTTP_PROXY"] = "http://127.0.0.1:1";
        environment["NO_PROXY"] = Host;

        var chat = await CommandLineProcess.RunAsync(_directory.Path, "", environment, "chat", "Hi", "--model", ModelServer.Model);

        Assert.Equal((0, "Through its own proxy" + Environment.NewLine), (chat.ExitCode, chat.Output));
    }
}
