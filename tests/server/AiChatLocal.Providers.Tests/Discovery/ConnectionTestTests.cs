using System.Net;
using System.Net.Sockets;
using AiChatLocal.Core;
using AiChatLocal.Core.Privacy;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Tests.Support;

namespace AiChatLocal.Providers.Tests.Discovery;

/// <summary>The steps <c>name</c> and <c>tcp</c>: each way in which they end has its cause and its fix.</summary>
public sealed class ConnectionTestTests
{
    private const string Models = """{"data":[{"id":"m"}]}""";

    private static readonly Surroundings Plain = new(false, false);

    [Fact]
    public async Task Nothing_listens()
    {
        using var room = new TestRoom(new() { Surroundings = Plain });
        var failure = (await room.TestAsync("openai-compatible", TestRoom.Silent().ToString())).AssertFailed("tcp", "Nothing listens at http://127.0.0.1", "Start the model server");
        Assert.Contains("ConnectionRefused", failure.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("container", failure.Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false, "http://host.docker.internal:")]
    [InlineData(false, true, "a server on Windows is at http://172.20.16.1:")]
    public async Task Nothing_listens_inside_of_a_container_or_of_wsl(bool isContainer, bool isWsl, string fix)
    {
        using var room = new TestRoom(new() { Surroundings = new(isContainer, isWsl, "172.20.16.1") });
        (await room.TestAsync("ollama", TestRoom.Silent().ToString())).AssertFailed("tcp", "Nothing listens", fix);
    }

    [Theory]
    [InlineData("127.0.0.1", "[::1]")]
    [InlineData("[::1]", "127.0.0.1")]
    public async Task The_server_listens_at_the_other_loopback_address(string asked, string listens)
    {
        Assert.SkipUnless(RawServer.HasIPv6, "There is no IPv6 here.");
        await using var server = new RawServer("", greets: false, IPAddress.Parse(listens.Trim('[', ']')));
        using var room = new TestRoom();
        (await room.TestAsync("ollama", $"http://{asked}:{server.Port}")).AssertFailed("tcp", "one of them only", $"Put http://{listens}:{server.Port} into the base URL");
    }

    [Fact]
    public async Task Localhost_is_tried_at_both_addresses_and_says_so()
    {
        await using var server = await LoopbackServer.StartAsync(new Dictionary<string, string> { ["/v1/models"] = Models });
        using var room = new TestRoom();
        var report = await room.TestAsync("openai-compatible", $"http://localhost:{server.BaseUrl.Port}");
        Assert.True(report.Ok);
        Assert.Equal("localhost is this machine: ::1, 127.0.0.1.", report.Message("name"));
        Assert.StartsWith("It listens at 127.0.0.1 and not at ::1. Both are tried", report.Message("tcp"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_to_listen_at_is_no_address_to_go_to()
    {
        await using var server = await LoopbackServer.StartAsync(new Dictionary<string, string> { ["/v1/models"] = Models });
        using var room = new TestRoom();
        var report = await room.TestAsync("openai-compatible", $"http://0.0.0.0:{server.BaseUrl.Port}");
        Assert.True(report.Ok);
        Assert.StartsWith("0.0.0.0 says where a server listens", report.Message("name"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SocketError.ConnectionRefused, "listens on its own loopback only", "OLLAMA_HOST=0.0.0.0")]
    [InlineData(SocketError.TimedOut, "A firewall drops the connection", "Allow port 11434 in the firewall")]
    [InlineData(SocketError.NetworkUnreachable, "no way to models.example", "the network (or the VPN)")]
    public async Task Another_machine_does_not_take_the_connection(SocketError refusal, string why, string fix)
    {
        var border = new Border { Refusal = refusal };
        using var room = new TestRoom(border.Options);
        (await room.TestAsync("ollama", "http://models.example:11434")).AssertFailed("tcp", why, fix);
        Assert.Equal(["models.example"], border.LookedUp);
        Assert.Equal(["203.0.113.9:11434"], border.Attempts);
        Assert.Equal((EgressOutcome.Failed, "models.example", 0L), (border.Ended[^1].Outcome, border.Ended[^1].Host, border.Ended[^1].BytesSent));
    }

    [Theory]
    [InlineData("typo.example", false, "Check the spelling")]
    [InlineData("host.docker.internal", false, "put 127.0.0.1 in its place")]
    [InlineData("host.docker.internal", true, "--add-host=host.docker.internal:host-gateway")]
    public async Task A_name_has_no_address(string host, bool isContainer, string fix)
    {
        using var room = new TestRoom(new()
        {
            LookUpOutside = (_, _) => throw new SocketException((int)SocketError.HostNotFound),
            Surroundings = new(isContainer, false),
        });
        (await room.TestAsync("ollama", $"http://{host}:1")).AssertFailed("name", $"The host name {host} has no address", fix);
    }

    [Theory]
    [InlineData("https", "tcp")]
    [InlineData("http", "identity")]
    public async Task A_proxy_asks_for_a_sign_in(string scheme, string step)
    {
        await using var proxy = new RawServer("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", greets: false);
        using var room = new TestRoom(new() { Proxy = new WebProxy($"http://127.0.0.1:{proxy.Port}") });
        var report = await room.TestAsync("openai-compatible", $"{scheme}://models.example/v1");
        report.AssertFailed(step, "A proxy stands before", "NO_PROXY");
        Assert.Contains($"The proxy http://127.0.0.1:{proxy.Port} is used", report.Message("name"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_is_not_there()
    {
        using var room = new TestRoom(new() { Proxy = new WebProxy(TestRoom.Silent()) { Credentials = new NetworkCredential("me", "my-secret") } });
        var report = await room.TestAsync("openai-compatible", "https://models.example/v1");
        report.AssertFailed("tcp", "The proxy http://127.0.0.1", "Correct the proxy (HTTP_PROXY");
        Assert.DoesNotContain("my-secret", string.Join("", report.Steps), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Local_only_refuses_before_a_name_is_looked_up()
    {
        var border = new Border { LocalOnly = true };
        using var room = new TestRoom(border.Options);
        var failure = (await room.TestAsync("anthropic", "https://models.example/v1", "k")).AssertFailed("name", "Local only is on", "local-only off");
        Assert.Equal(ProblemKind.LocalOnly, failure.Kind);
        Assert.Empty(border.LookedUp);
        Assert.Empty(border.Attempts);
        Assert.Equal(EgressOutcome.Refused, Assert.Single(border.Recorded).Outcome);
    }

    [Fact]
    public void Wsl_and_containers_are_told_by_their_files()
    {
        Dictionary<string, string> files = new()
        {
            ["/proc/version"] = "Linux version 6.6.87.2-microsoft-standard-WSL2",
            ["/proc/net/route"] = "Iface\tDestination\tGateway \tFlags\neth0\t00000000\t011014AC\t0003\neth0\t001014AC\t00000000\t0001\n",
        };
        Assert.Equal(new(false, true, "172.20.16.1"), Surroundings.Read(files.GetValueOrDefault));
        files.Add("/.dockerenv", "");
        Assert.True(Surroundings.Read(files.GetValueOrDefault).IsContainer);
        Assert.Equal(Plain, Surroundings.Read(_ => null));
    }
}
