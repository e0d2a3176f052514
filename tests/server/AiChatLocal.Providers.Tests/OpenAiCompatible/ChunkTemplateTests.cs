using System.Text;
using AiChatLocal.Providers.OpenAiCompatible;
using AiChatLocal.Providers.Streaming;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Tests.OpenAiCompatible;

/// <summary>The short cut for chunks that look alike must never read anything else than the parser does.</summary>
public sealed class ChunkTemplateTests
{
    private static readonly string[] Chunks =
    [
        """{"id":"1","choices":[{"index":0,"delta":{"content":"%"},"finish_reason":null}]}""",
        """{"id":"1","choices":[{"index":0,"delta":{"reasoning_content":"%"},"finish_reason":null}]}""",
        """{"id":"1","choices":[{"index":0,"delta":{"role":"assistant","content":"%"},"finish_reason":null}]}""",
        """{"id":"1","choices":[{"index":0,"delta":{"content":"%","reasoning":"r"},"finish_reason":null}]}""",
        """{"id":"2","choices":[{"index":0,"delta":{"content":"%"}}],"usage":{"completion_tokens":3}}""",
        """{"choices":[{"delta":{"content":"%"},"finish_reason":"stop"}]}""",
        """{"choices":[{"delta":{}}]}""",
    ];

    private static readonly string[] Texts =
        ["a", "", " b", "\\n", "\\\"", "é😀", "x\\\\", "},{", "finish_reason", "</think>", "\\u0041", "\\\"},\\\"finish_reason\\\":\\\"stop", "long text of many words"];

    [Fact]
    public void Sequences_of_chunks_read_as_each_chunk_alone_does()
    {
        var random = new Random(20261125);
        for (var round = 0; round < 500; round++)
        {
            var json = new List<string>();
            var chunk = Chunks[0];
            for (var i = 0; i < 40; i++)
            {
                chunk = random.Next(4) == 0 ? Chunks[random.Next(Chunks.Length)] : chunk;
                json.Add(chunk.Replace("%", Texts[random.Next(Texts.Length)], StringComparison.Ordinal));
            }

            var one = new ChunkParser();
            Assert.Equal(Read(json, () => new ChunkParser()), Read(json, () => one));
        }
    }

    [Fact]
    public void Raw_line_break_within_a_string_is_no_text_for_the_short_cut_either()
    {
        var parser = new ChunkParser();
        using var builder = new ReplyBuilder();
        parser.Parse(Encoding.UTF8.GetBytes(Chunks[0].Replace("%", "abc", StringComparison.Ordinal)), builder);

        Assert.ThrowsAny<System.Text.Json.JsonException>(
            () => parser.Parse(Encoding.UTF8.GetBytes(Chunks[0].Replace("%", "a\nc", StringComparison.Ordinal)), builder));
    }

    private static (string Text, string Thinking, ChatFinishReason? Reason, long? Tokens) Read(IEnumerable<string> chunks, Func<ChunkParser> parser)
    {
        using var builder = new ReplyBuilder();
        foreach (var chunk in chunks)
        {
            Assert.Null(parser().Parse(Encoding.UTF8.GetBytes(chunk), builder));
        }

        var reason = builder.FinishReason;
        var tokens = builder.Usage?.OutputTokenCount;
        var contents = builder.TakeEnd().Contents;
        return (
            string.Concat(contents.OfType<TextContent>().Select(content => content.Text)),
            string.Concat(contents.OfType<TextReasoningContent>().Select(content => content.Text)),
            reason,
            tokens);
    }
}
