using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Tests.Support;

/// <summary>Bodies that the vendors' own clients read and write, too: <c>tests/providers</c>.</summary>
internal static class SharedBody
{
    /// <summary>What the files named <c>*.request.json</c> are the request of, together with <see cref="ToolTalk.Messages"/>.</summary>
    public static ChatOptions Options
    {
        get
        {
            var options = ToolTalk.Options();
            options.Temperature = 0.5f;
            options.Seed = 7;
            options.MaxOutputTokens = 64;
            options.Reasoning = new() { Effort = ReasoningEffort.Low };
            options.ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonDocument.Parse("""{"type":"object"}""").RootElement, "thing");
            return options;
        }
    }

    public static string Read(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "fixtures", file));

    public static void AssertReply(string file, Reply reply)
    {
        Assert.Null(reply.Failure);
        var usage = reply.Usage is not { } counts ? null : new JsonObject
        {
            ["input"] = counts.InputTokenCount,
            ["output"] = counts.OutputTokenCount,
            ["total"] = counts.TotalTokenCount,
            ["cached"] = counts.CachedInputTokenCount,
            ["reasoning"] = counts.ReasoningTokenCount,
        };
        foreach (var absent in usage?.Where(each => each.Value is null).Select(each => each.Key).ToArray() ?? [])
        {
            usage!.Remove(absent);
        }

        AssertSame(Read(file + ".expected.json"), new JsonObject
        {
            ["text"] = reply.Text,
            ["thinking"] = reply.Thinking,
            ["calls"] = new JsonArray([.. reply.Contents<FunctionCallContent>().Select(call => new JsonObject
            {
                ["id"] = call.CallId,
                ["name"] = call.Name,
                ["arguments"] = JsonSerializer.SerializeToNode(call.Arguments),
            })]),
            ["finish"] = reply.FinishReason?.Value,
            ["usage"] = usage,
        }.ToJsonString());
    }

    /// <summary>Equal in meaning: the order of fields and the form of escapes are left out of it.</summary>
    public static void AssertSame(string expected, string actual)
    {
        if (!JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)))
        {
            Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), JsonNode.Parse(actual)!.ToJsonString());
        }
    }
}
