using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Chat;
using AiChatLocal.Protocol.Lifecycle;
using AiChatLocal.Server.Tests.Support;

namespace AiChatLocal.Server.Tests;

public sealed class LifecycleTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Nothing_is_answered_before_initialize()
    {
        await using var client = new Client(_directory.Path);
        var error = await client.FailAsync<ChatListParams, ChatListResult>(new());
        Assert.Equal(RpcErrorCode.NotInitialized, error.Code);
    }

    [Fact]
    public async Task Another_contract_is_refused_and_both_are_named()
    {
        await using var client = new Client(_directory.Path);
        var error = await client.FailAsync<InitializeParams, InitializeResult>(new("editor", "9.8.7", "0123456789abcdef"));
        Assert.Equal(RpcErrorCode.ContractMismatch, error.Code);
        Assert.Contains("9.8.7", error.Message, StringComparison.Ordinal);
        Assert.Contains("01234567", error.ErrorData?.Why, StringComparison.Ordinal);
        Assert.Contains(ContractHash.Value[..8], error.ErrorData?.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_client_may_name_the_data_directory()
    {
        var other = Path.Combine(_directory.Path, "other");
        await using var client = new Client(_directory.Path);
        var result = await client.AskAsync<InitializeParams, InitializeResult>(new("test", "1", DataDirectory: other));
        Assert.Equal(other, result.DataDirectory);
        await client.CreateChatAsync();
        Assert.True(Directory.Exists(other));
    }

    [Fact]
    public async Task A_session_is_initialized_once()
    {
        await using var client = await Client.StartAsync(_directory.Path);
        var error = await client.FailAsync<InitializeParams, InitializeResult>(new("test", "1"));
        Assert.Equal(RpcErrorCode.InvalidRequest, error.Code);
    }

    [Fact]
    public async Task Exit_after_shutdown_ends_with_0()
    {
        await using var client = await Client.StartAsync(_directory.Path);
        await client.AskAsync<ShutdownParams, EmptyResult>(new());
        await client.NotifyAsync(new ExitParams());
        Assert.Equal(0, await client.ExitCode.Time());
    }

    [Fact]
    public async Task Shutdown_is_answered_after_the_running_replies_are_ended_and_stored()
    {
        await using var server = await ModelServer.StartAsync(async context =>
        {
            await context.SayAsync("Half of an");
            await context.HoldAsync();
        });
        await using var client = await Client.StartAsync(_directory.Path, server.Url());
        var chatId = await client.CreateChatAsync();
        var reply = client.SendAsync(chatId, "Hi");
        await client.FirstDelta;

        await client.AskAsync<ShutdownParams, EmptyResult>(new());

        // Another process sees it before `exit` ends this one.
        await using var next = await Client.StartAsync(_directory.Path);
        var answer = (await next.GetAsync(chatId)).Messages[^1];
        Assert.Equal((MessageStatus.Cancelled, false), (answer.Status, client.ExitCode.IsCompleted));
        Assert.Equal([new TextPart("Half of an")], answer.Parts);
        Assert.Equal(StopReason.Cancelled, (await reply).StopReason);
    }

    [Fact]
    public async Task Nothing_is_answered_after_shutdown()
    {
        await using var client = await Client.StartAsync(_directory.Path);
        await client.AskAsync<ShutdownParams, EmptyResult>(new());
        Assert.Equal(RpcErrorCode.InvalidRequest, (await client.FailAsync<ChatListParams, ChatListResult>(new())).Code);
        Assert.Equal(RpcErrorCode.InvalidRequest, (await client.FailAsync<ShutdownParams, EmptyResult>(new())).Code);
        Assert.False(client.ExitCode.IsCompleted);
    }

    [Fact]
    public async Task Exit_without_shutdown_ends_with_1()
    {
        await using var client = await Client.StartAsync(_directory.Path);
        await client.NotifyAsync(new ExitParams());
        Assert.Equal(1, await client.ExitCode.Time());
    }

    [Fact]
    public async Task A_closed_input_ends_with_0()
    {
        await using var client = await Client.StartAsync(_directory.Path);
        await client.CloseInputAsync();
        Assert.Equal(0, await client.ExitCode.Time());
    }
}
