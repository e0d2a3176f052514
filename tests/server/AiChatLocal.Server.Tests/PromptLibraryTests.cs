using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Prompts;
using AiChatLocal.Providers.Tests.Support;
using AiChatLocal.Server.Tests.Support;

namespace AiChatLocal.Server.Tests;

/// <summary>The user's own prompts.</summary>
public sealed class PromptLibraryTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Prompts_are_kept_listed_renamed_changed_and_removed()
    {
        await using (var client = await Client.StartAsync(_directory.Path))
        {
            await SaveAsync(client, new("tests", "Write tests for {{selection}}", "  Write tests ", IsEditorAction: true));
            await SaveAsync(client, new("Brief", "Say it in a line.\n{{input}}"));
            await SaveAsync(client, new("short", "Say it shortly.", Before: "brief"));
        }

        await using var second = await Client.StartAsync(_directory.Path);
        Assert.Equal(
            [new("short", "short", "Say it shortly.", IsEditorAction: false), new("tests", "Write tests", "Write tests for {{selection}}", IsEditorAction: true)],
            await ListAsync(second));

        await SaveAsync(second, new("TESTS", "Other"));
        Assert.Equal(new("TESTS", "TESTS", "Other", IsEditorAction: false), (await ListAsync(second))[1]);

        await second.AskAsync<PromptsRemoveParams, EmptyResult>(new("tests"));
        Assert.Equal("short", Assert.Single(await ListAsync(second)).Name);
    }

    [Theory]
    [InlineData("", "text", null, "invalid")]
    [InlineData("two words", "text", null, "invalid")]
    [InlineData("line\n", "text", null, "invalid")]
    [InlineData("new", " \n", null, "invalid")]
    [InlineData("TAKEN", "text", "other", "conflict")]
    [InlineData("new", "text", "absent", "notFound")]
    public async Task What_cannot_be_saved_is_refused_and_changes_nothing(string name, string text, string? before, string kind)
    {
        await using var client = await Client.StartAsync(_directory.Path);
        await SaveAsync(client, new("taken", "a"));
        await SaveAsync(client, new("other", "b"));

        var error = await client.FailAsync<PromptsSaveParams, EmptyResult>(new(name, text, Before: before));

        Assert.Equal(kind, error.ErrorData?.Kind);
        Assert.Equal(["b", "a"], (await ListAsync(client)).Select(prompt => prompt.Text));
    }

    [Fact]
    public async Task One_that_is_not_there_cannot_be_removed()
    {
        await using var client = await Client.StartAsync(_directory.Path);

        var error = await client.FailAsync<PromptsRemoveParams, EmptyResult>(new("absent"));

        Assert.Equal("notFound", error.ErrorData?.Kind);
    }

    private static Task<EmptyResult> SaveAsync(Client client, PromptsSaveParams prompt) => client.AskAsync<PromptsSaveParams, EmptyResult>(prompt);

    private static async Task<IReadOnlyList<Prompt>> ListAsync(Client client) =>
        (await client.AskAsync<PromptsListParams, PromptsListResult>(new())).Prompts;
}
