using AiChatLocal.Core.Chats;
using AiChatLocal.Protocol.Transfer;
using static AiChatLocal.Server.Tests.Transfer.History;

namespace AiChatLocal.Server.Tests.Transfer;

/// <summary>
/// The exports of other programs, each in its own shape: every message of every branch, with who wrote it, when, and what of it; a second import
/// adds nothing. A star marks the current branch, what was thought stands in parentheses.
/// </summary>
public sealed class ForeignChatsTests
{
    [Fact]
    public Task ChatGPT_is_read_whole() => CheckAsync(
        "chatgpt",
        new("ChatGPT", 2, 0, 0, 5),
        """
        Primes in Python 2023-07-22T04:26:40.500 2023-07-22T04:41:40.250 chatgpt:6a1f0c52-0001
          * User 2023-07-22T04:26:41.000: [image/png file-Qx7Rt2-dot.png 69] | How many primes are below 100? | [Attached: notes.pdf]
            - Assistant gpt-4 2023-07-22T04:26:42.000: Twenty-four.
            * Assistant o3 2023-07-22T04:26:43.000: (Counting⏎Use a sieve.) | ```python⏎print(len(primes(100)))⏎```⏎⏎```tool-result⏎25⏎```⏎⏎There are **25**.
        Grüße aus Köln 😀 2025-11-24T16:00:00.000 2025-11-24T16:00:10.000 chatgpt:6a1f0c52-0002
          * User 2025-11-24T16:00:01.000: Grüße aus Köln 😀
            * Assistant gpt-5 2025-11-24T16:00:02.000: Hallo!
        """);

    [Fact]
    public Task Claude_is_read_whole() => CheckAsync(
        "claude",
        new("Claude", 2, 0, 0, 5),
        """
        Old shape 2024-01-01T00:00:00.000 2024-01-01T00:01:00.000 claude:c1a0de00-2222
          * User 2024-01-01T00:00:00.000: Hi
            * Assistant 2024-01-01T00:00:30.000: Hello.
        Bread without kneading 2025-02-03T10:00:00.123 2025-02-03T10:05:00.000 claude:c1a0de00-1111
          * User 2025-02-03T10:00:01.000: <recipe.txt 1-3 Flour⏎Water⏎Salt> | [Attached: crumb.jpg] | How long does it rest?
            - Assistant 2025-02-03T10:00:05.000: (No kneading means time.) | Twelve hours.⏎⏎**Plan**⏎⏎```⏎1. Mix⏎2. Wait⏎```⏎⏎```tool-result⏎OK⏎```
            * Assistant 2025-02-03T10:01:05.000: Eighteen.
        """);

    [Fact]
    public Task Open_WebUI_is_read_whole() => CheckAsync(
        "open-webui",
        new("Open WebUI", 2, 0, 0, 6),
        """
        Tides 2024-12-24T00:26:40.000 2024-12-24T00:41:40.000 open-webui:ow-1
          * User 2024-12-24T00:26:41.000: [image/png  69] | <moon.txt 1-1 The moon pulls.> | Why two tides a day?
            - Assistant llama3.2:latest 2024-12-24T00:26:42.000: The moon, matey.
            * Assistant qwen3:8b 2024-12-24T00:26:43.000: (Two bulges:⏎near & far.) | Two bulges.
              * User 2024-12-24T00:26:50.000: And spring tides?
        Failed 2024-12-25T04:13:20.000 2024-12-25T04:13:21.000 open-webui:ow-2
          * User 2024-12-25T04:13:20.000: Hi
            * Assistant gone Failed 2024-12-25T04:13:21.000:
        """);

    [Fact]
    public Task LM_Studio_is_read_whole() => CheckAsync(
        "lm-studio",
        new("LM Studio", 1, 0, 0, 4),
        """
        Compost 2024-07-26T13:20:00.000 2024-07-26T13:21:00.000 lm-studio:1722000000000
          * User 2024-07-26T13:20:00.000: What goes in?⏎⏎[Attached: 1722 - heap.png]
            * Assistant deepseek-r1 2024-07-26T13:20:00.002: (Greens and browns.) | Leaves⏎⏎and peels.
              * User 2024-07-26T13:20:00.003: Meat?
            - Assistant qwen2.5-7b-instruct Cancelled 2024-07-26T13:20:00.001: Everything.
        """);

    [Fact]
    public Task Continue_is_read_whole() => CheckAsync(
        "continue",
        new("Continue", 1, 0, 0, 3),
        """
        Rename a symbol 2024-10-15T13:46:40.000 2024-10-15T13:46:40.002 continue:5e551011-aaaa
          * User 2024-10-15T13:46:40.000: <main.ts 1-2 let a = 1;⏎let b = 2;> | Rename it | [image/png  69]
            * Assistant Qwen Coder 2024-10-15T13:46:40.001: (Which one?) | ```tool-call⏎{"name":"read_file","arguments":{"filepath":"main.ts"}}⏎```⏎⏎```tool-result⏎let a = 1;⏎```⏎⏎Done: `count`.
              * User 2024-10-15T13:46:40.002: Thanks
        """);

    [Fact]
    public Task Cline_is_read_whole() => CheckAsync(
        "cline",
        new("Cline", 1, 0, 0, 3),
        """
        Add a test 2024-08-07T03:06:40.100 2024-08-07T03:06:49.000 cline:1723000000000
          * User 2024-08-07T03:06:40.100: Add a test | [image/png  69]
            * Assistant qwen/qwen3-coder 2024-08-07T03:06:42.000: (Look first.) | I read the file. | ```tool-call⏎{"name":"read_file","arguments":{⏎     "path": "main.py"⏎    }}⏎```⏎⏎```tool-result⏎print('hi')⏎```⏎⏎The test is there.
              * User 2024-08-07T03:06:49.000: Good
        """);

    [Fact]
    public Task Copilot_Chat_is_read_whole() => CheckAsync(
        "copilot-chat",
        new("Copilot Chat", 1, 0, 0, 4),
        """
        Explain #file:main.rs 2025-05-23T11:33:20.000 2025-05-23T11:35:00.001 copilot-chat:request_1
          * User 2025-05-23T11:33:20.000: [Attached: main.rs] | [image/png shot.png 69] | Explain #file:main.rs
            * Assistant copilot/gpt-4.1 2025-05-23T11:33:21.600: (It prints.) | It prints via `main.rs`.⏎⏎⏎*Read main.rs*
              * User 2025-05-23T11:35:00.000: And now?
                * Assistant Failed 2025-05-23T11:35:00.001:
        """);

    [Fact]
    public async Task What_else_a_program_says_of_its_chats_is_kept()
    {
        await using var history = new History();
        foreach (var folder in new[] { "chatgpt", "open-webui", "lm-studio", "copilot-chat" })
        {
            await history.ImportAsync(Path.Combine(Samples, folder));
        }

        var chats = (await history.ReadAsync()).ToDictionary(chat => chat.Chat.Title);
        Assert.NotNull(chats["Primes in Python"].Chat.PinnedAt);
        var tides = chats["Tides"];
        Assert.Equal(("Answer as a sailor.", "science sea", true, true), (tides.Chat.SystemPrompt, string.Join(' ', tides.Chat.Tags!), tides.Chat.PinnedAt is not null, tides.Chat.ArchivedAt is not null));
        var answer = tides.Messages.Single(message => message.Model == "llama3.2:latest");
        Assert.Equal(new ReplyUsage(12, 5, 300.25, 41.5, DurationMs: 250), answer.Usage);
        Assert.Equal([Rating.Down, Rating.Up], tides.Messages.Where(message => message.Rating is not null).Select(message => message.Rating!.Value));
        Assert.Equal("model not found", chats["Failed"].Messages[^1].Failure!.Why);
        var compost = chats["Compost"];
        Assert.Equal(("garden", "You are a gardener."), (compost.Chat.Folder, compost.Chat.SystemPrompt));
        Assert.Contains(compost.Messages, message => message.Usage == new ReplyUsage(20, 2, TokensPerSecond: 30.5, TimeToFirstTokenMs: 250));
        var explained = chats["Explain #file:main.rs"].Messages;
        Assert.Equal((Rating.Up, new ReplyUsage(50, 8, TimeToFirstTokenMs: 400, DurationMs: 1600), true), (explained[1].Rating!.Value, explained[1].Usage, explained[1].LeavesThisMachine));
        Assert.Equal("Rate limited.", explained[3].Failure!.Why);
        Assert.Equal(compost.Chat.Id, Assert.Single(await history.Sidecar.Chats.SearchAsync("peels", SearchFilter.None, 9, Token)).ChatId);
    }

    private static async Task CheckAsync(string folder, ImportedSource source, string expected)
    {
        await using var history = new History();
        var path = Path.Combine(Samples, folder);

        Assert.Equal(source, Assert.Single((await history.ImportAsync(path, dryRun: true)).Sources));
        var report = await history.ImportAsync(path);

        Assert.Equal(expected, string.Join('\n', (await history.ReadAsync()).Select(Describe)));
        Assert.Equal(source, Assert.Single(report.Sources));
        Assert.All(report.Failures, failure => Assert.True(failure.IsPartial));
        Assert.Empty(report.IgnoredFiles);
        var exported = await File.ReadAllTextAsync(await history.ExportAsync(), Token);
        var second = await history.ImportAsync(path);
        Assert.Equal(source with { NewChats = 0, KnownChats = source.NewChats, NewMessages = 0 }, Assert.Single(second.Sources));
        Assert.Equal(exported, await File.ReadAllTextAsync(await history.ExportAsync(), Token));
    }
}
