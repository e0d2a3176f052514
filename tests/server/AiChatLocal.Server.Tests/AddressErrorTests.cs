using AiChatLocal.Protocol.Providers;
using AiChatLocal.Server.Tests.Support;

namespace AiChatLocal.Server.Tests;

/// <summary>What stands in a mistyped address may be a password: no error repeats it.</summary>
public sealed class AddressErrorTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("user:hunter2@proxy.example:3128")]
    [InlineData("ftp://user:hunter2@proxy.example")]
    [InlineData("http://user:hunter2@proxy.example")]
    public async Task No_error_repeats_a_password_of_an_address(string address)
    {
        await using var client = await Client.StartAsync(_directory.Path);

        var proxy = await client.FailAsync<ProvidersAddParams, ProvidersAddResult>(
            new("openai-compatible", "a", "https://models.example/v1", Route: new(Proxy: address)));
        var url = await client.FailAsync<ProvidersAddParams, ProvidersAddResult>(new("openai-compatible", "b", address));

        foreach (var error in (Rpc.RpcException[])[proxy, url])
        {
            Assert.Equal("invalid", error.ErrorData?.Kind);
            Assert.DoesNotContain("hunter2", $"{error.Message} {error.ErrorData?.Why} {error.ErrorData?.Fix} {error.ErrorData?.Detail}", StringComparison.Ordinal);
        }
    }
}
