using System.Text;
using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Chat;
using AiChatLocal.Server.Tests.Support;

namespace AiChatLocal.Server.Tests;

public sealed class TemporaryChatTests : IDisposable
{
    private const string Secret = "xylophone-giraffe";
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_temporary_chat_goes_on_like_any_other_and_leaves_no_trace_on_disk()
    {
        await using var server = await ModelServer.StartAsync("Answer to ", Secret);
        await using (var client = await Client.StartAsync(_directory.Path, server.Url()))
        {
            var stored = await client.CreateChatAsync();
            await client.SendAsync(stored, "Stored?");
            var chatId = (await client.AskAsync<ChatCreateParams, ChatCreateResult>(new(Temporary: true))).ChatId;
            var first = await client.SendAsync(chatId, $"What is a {Secret}?");
            await client.SendAsync(chatId, "And then?");

            var read = await client.GetAsync(chatId);
            Assert.True(read.Chat.Temporary);
            Assert.Equal(4, read.Messages.Count);
            Assert.Contains(Secret, server.Requests[^1].Body, StringComparison.Ordinal);
            await client.AskAsync<ChatRegenerateParams, ChatReplyResult>(new(chatId, first.MessageId, "r2", ModelServer.Model));
            await client.AskAsync<ChatSelectBranchParams, EmptyResult>(new(chatId, first.MessageId));
            Assert.Equal(2, (await client.GetAsync(chatId)).Messages[1].Siblings!.Count);

            Assert.Equal(stored, Assert.Single((await client.AskAsync<ChatListParams, ChatListResult>(new())).Chats).ChatId);
            Assert.DoesNotContain((await client.AskAsync<ChatSearchParams, ChatSearchResult>(new("xylophone"))).Hits, hit => hit.ChatId == chatId);
            Assert.NotEmpty((await client.AskAsync<ChatSearchParams, ChatSearchResult>(new("xylophone", ChatId: chatId))).Hits);
            await client.AskAsync<ChatDeleteParams, EmptyResult>(new(stored));
            await client.AskAsync<ChatDeleteParams, EmptyResult>(new(chatId));
            Assert.Equal(RpcErrorCode.NotFound, (await client.FailAsync<ChatGetParams, ChatGetResult>(new(chatId))).Code);
        }
    }

    [Fact]
    public async Task Nothing_of_it_is_in_any_file_and_it_is_gone_with_the_process()
    {
        await using var server = await ModelServer.StartAsync("About ", Secret);
        string chatId;
        await using (var client = await Client.StartAsync(_directory.Path, server.Url()))
        {
            chatId = (await client.AskAsync<ChatCreateParams, ChatCreateResult>(new(Temporary: true, SystemPrompt: Secret))).ChatId;
            await client.SendAsync(chatId, $"What is a {Secret}?");
            AssertNoTrace();
        }

        AssertNoTrace();
        await using var next = await Client.StartAsync(_directory.Path);
        Assert.Equal(RpcErrorCode.NotFound, (await next.FailAsync<ChatGetParams, ChatGetResult>(new(chatId))).Code);
    }

    [Fact]
    public async Task A_process_that_ends_while_a_temporary_chat_is_answered_ends_in_time_and_leaves_no_trace()
    {
        await using var server = await ModelServer.StartAsync(async context =>
        {
            await context.SayAsync($"About {Secret}");
            await context.HoldAsync();
        });
        Task<ChatReplyResult> running;
        await using (var client = await Client.StartAsync(_directory.Path, server.Url()))
        {
            var chatId = (await client.AskAsync<ChatCreateParams, ChatCreateResult>(new(Temporary: true))).ChatId;
            running = client.SendUntilAsync(chatId, $"What is a {Secret}?", CancellationToken.None);
            await client.FirstDelta;
            await client.CloseInputAsync();
            Assert.Equal(0, await client.ExitCode.Time());
        }

        Assert.Equal(StopReason.Cancelled, (await running).StopReason);
        AssertNoTrace();
    }

    private void AssertNoTrace()
    {
        var secret = Encoding.UTF8.GetBytes(Secret);
        // Lock files are held by the process and have no content.
        var files = Directory.EnumerateFiles(_directory.Path, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock") && !file.EndsWith(".migrating"));
        foreach (var file in files)
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            Assert.True(bytes.ToArray().AsSpan().IndexOf(secret) < 0, $"{Path.GetFileName(file)} holds words of a temporary chat.");
        }
    }
}
