using System.IO.Compression;
using System.Text;
using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using static AiChatLocal.Server.Tests.Transfer.History;

namespace AiChatLocal.Server.Tests.Transfer;

/// <summary>Exports that are damaged, zipped, none at all, or made to do harm.</summary>
public sealed class DamagedImportTests
{
    [Fact]
    public async Task A_zip_is_read_as_it_was_downloaded_with_its_pictures()
    {
        await using var history = new History();
        var zip = Path.Combine(history.Path, "export.zip");
        await ZipFile.CreateFromDirectoryAsync(Path.Combine(Samples, "chatgpt"), zip, Token);

        var report = await history.ImportAsync(zip);

        Assert.Empty(report.Failures);
        var chats = await history.ReadAsync();
        Assert.Equal(2, chats.Count);
        var picture = Assert.IsType<ImagePart>(chats[0].Messages[0].Parts[0]);
        var stored = await history.Sidecar.Chats.FindAttachmentAsync(chats[0].Chat.Id, picture.AttachmentId, Token);
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(Samples, "chatgpt", "file-Qx7Rt2-dot.png"), Token), stored!.Data.ToArray());
    }

    [Fact]
    public async Task Files_that_are_no_chats_are_named_and_paths_in_a_zip_lead_nowhere()
    {
        await using var history = new History();
        var zip = Zip(
            history,
            ("../../outside.json", "[]"),
            ("user.json", """{"id":"user-1","email":"a@b.example"}"""),
            ("/etc/conversations.json", await File.ReadAllTextAsync(Path.Combine(Samples, "claude", "conversations.json"), Token)),
            ("broken.json", """[{"mapping":{}},{"uuid":"x","""),
            ("note.txt", "hello"));

        var report = await history.ImportAsync(zip);

        Assert.Equal(2, (await history.ReadAsync()).Count);
        Assert.Equal(["../../outside.json", "user.json"], report.IgnoredFiles);
        Assert.Equal(["item 1", "the rest of the file"], report.Failures.Select(failure => failure.Item));
        Assert.False(File.Exists(Path.Combine(history.Path, "..", "..", "outside.json")));
    }

    [Fact]
    public async Task A_zip_that_unpacks_without_end_is_stopped()
    {
        await using var history = new History();
        var zip = Path.Combine(history.Path, "bomb.zip");
        await using (var archive = await ZipFile.OpenAsync(zip, ZipArchiveMode.Create, Token))
        {
            await using var entry = await archive.CreateEntry("conversations.json", CompressionLevel.SmallestSize).OpenAsync(Token);
            await entry.WriteAsync("[\""u8.ToArray(), Token);
            var spaces = new byte[1024 * 1024];
            Array.Fill(spaces, (byte)'a');
            for (var i = 0; i < 64; i++)
            {
                await entry.WriteAsync(spaces, Token);
            }

            await entry.WriteAsync("\"]"u8.ToArray(), Token);
        }

        var report = await history.ImportAsync(zip);

        Assert.Contains("far more", Assert.Single(report.Failures).Why, StringComparison.Ordinal);
        Assert.Empty(await history.ReadAsync());
    }

    [Theory]
    [InlineData("""{"a":1}""")]
    [InlineData("[1,2,3]")]
    [InlineData("hello")]
    [InlineData("")]
    [InlineData("PK\u0003\u0004 no zip")]
    public async Task What_is_no_export_is_refused_with_what_can_be_read(string content)
    {
        await using var history = new History();
        var refused = await Assert.ThrowsAsync<RequestException>(() => history.ImportAsync(history.File("other.json", content)));
        Assert.Contains(refused.Problem.Kind, new[] { "unsupported", "invalid" });
        Assert.False(string.IsNullOrEmpty(refused.Problem.Fix));
    }

    [Fact]
    public async Task Why_a_chat_cannot_be_read_is_told_in_our_words_and_what_the_runtime_says_behind_them()
    {
        await using var history = new History();
        var file = history.File(
            "chats.json",
            """
            {"format":"ai-chat-local","version":1,"chats":[
              {"id":"x","title":"One","createdAt":"2026-01-01T10:00:00Z","updatedAt":"2026-01-01T10:00:00Z","messages":[]},
              {"id":"0000000000001","title":"Two","createdAt":"yesterday","updatedAt":"2026-01-01T10:00:00Z","messages":[]},
              null,
              {"id":"0000000000002","title":"Four","createdAt":"2026-01-01T10:00:00Z","updatedAt":"2026-01-01T10:00:00Z","messages":[]}
            ]}
            """);

        var report = await history.ImportAsync(file);

        Assert.Equal("Four", Assert.Single(await history.ReadAsync()).Chat.Title);
        Assert.Equal(["One", "Two", "item 3"], report.Failures.Select(failure => failure.Item));
        Assert.Equal("“x” is not an id.", report.Failures[0].Why);
        Assert.StartsWith("It cannot be read: The JSON value could not be converted", report.Failures[1].Why, StringComparison.Ordinal);
        Assert.Equal("It is null.", report.Failures[2].Why);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_told() =>
        await Assert.ThrowsAsync<RequestException>(async () =>
        {
            await using var history = new History();
            await history.ImportAsync("/no/such/file.json");
        });

    [Fact]
    public async Task Strange_values_are_passed_over()
    {
        await using var history = new History();
        var file = history.File(
            "conversations.json",
            """
            [
              {"mapping":null,"title":"no mapping"},
              {"mapping":{"a":{"message":7},"b":null,"c":{"message":{"author":"x","content":{"content_type":"text","parts":["kept", 5, null, {"x":1}]},"create_time":"yesterday","metadata":3}}},"title":17,"conversation_id":"s1","create_time":1e300,"current_node":{}},
              {"mapping":{"a":{"parent":"b","message":{"author":{"role":"user"},"content":{"parts":["round"]}}},"b":{"parent":"a","message":{"author":{"role":"user"},"content":{"parts":["about"]}}}},"title":"Circle","conversation_id":"s2"},
              {"chat_messages":[{"sender":"human","text":"Hi"},3,null],"uuid":"s3"},
              {"chat":{"history":{"messages":{"x":{"role":"user","content":["a",{"type":"image_url","image_url":{"url":"data:image/png;base64,!!"}}]}}}},"id":"s4"},
              null, "text", {"messages":[{"versions":[]}],"createdAt":-1}
            ]
            """);

        var report = await history.ImportAsync(file);

        var chats = await history.ReadAsync();
        Assert.Contains(chats, chat => chat.Chat.Origin == "chatgpt:s1" && chat.Messages.Single().Parts.SequenceEqual([new TextPart("kept")]));
        Assert.Contains(chats, chat => chat.Chat.Origin == "chatgpt:s2" && chat.Messages.Count == 2);
        Assert.Contains(chats, chat => chat.Chat.Origin == "claude:s3");
        Assert.Contains(chats, chat => chat.Chat.Origin == "open-webui:s4");
        Assert.Contains(report.Failures, failure => failure.Why.Contains("damaged", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_large_export_is_read_item_by_item()
    {
        await using var history = new History();
        var text = new StringBuilder("[");
        for (var i = 0; i < 300; i++)
        {
            text.Append(i == 0 ? "" : ",").Append("{\"uuid\":\"u").Append(i).Append("\",\"name\":\"n").Append(i)
                .Append("\",\"created_at\":\"2025-01-01T00:00:00Z\",\"chat_messages\":[{\"uuid\":\"m\",\"sender\":\"human\",\"text\":\"").Append('ä', 20_000).Append("\"}]}");
        }

        var report = await history.ImportAsync(history.File("large.json", text.Append(']').ToString()));

        Assert.Equal(300, Assert.Single(report.Sources).NewChats);
        Assert.Equal(300, (await history.Archive.ListAsync(Token)).Count);
    }

    private static string Zip(History history, params (string Name, string Content)[] files)
    {
        var path = Path.Combine(history.Path, "made.zip");
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, content) in files)
        {
            using var writer = new StreamWriter(archive.CreateEntry(name).Open());
            writer.Write(content);
        }

        return path;
    }
}
