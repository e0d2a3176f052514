using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiChatLocal.Core.Providers;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Tests.Support;

/// <summary>The bodies of one kind in <c>tests/fixtures/providers</c>, which the vendor's own client is held against as well.</summary>
internal static class ProviderFixture
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(string kind, string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "fixtures", kind, file));

    /// <summary>A JSON file as one line without spaces, its fields in their order.</summary>
    public static string Line(string kind, string file) => JsonNode.Parse(Text(kind, file))!.ToJsonString(Plain);

    /// <summary>Replays a stream of <c>text/event-stream</c>.</summary>
    public static async Task<Reply> AskAsync(string kind, string body, Delivery delivery = Delivery.Whole, string model = "m")
    {
        await using var server = await LoopbackServer.StartAsync(context => Replay.WriteAsync(context, "text/event-stream", body, delivery));
        using var room = new TestRoom();
        return await Reply.AskAsync(room.Provider(kind, server.BaseUrl).GetChatClient(model), "Hi", new() { MaxOutputTokens = 100 });
    }

    /// <summary>The reply holds what the file beside its stream says; the same file holds for the vendor's client.</summary>
    public static void AssertExpected(string kind, string name, Reply reply)
    {
        Assert.Null(reply.Failure);
        var usage = reply.Usage!;
        var counts = new JsonObject();
        Add("input", usage.InputTokenCount);
        Add("output", usage.OutputTokenCount);
        Add("cached", usage.CachedInputTokenCount);
        Add("reasoning", usage.ReasoningTokenCount);
        Add("cacheWrite", usage.AdditionalCounts?.TryGetValue(UsageCounts.CacheWrite, out var count) is true ? count : null);
        var actual = new JsonObject
        {
            ["text"] = reply.Text,
            ["thinking"] = reply.Thinking,
            ["signatures"] = new JsonArray([.. Signatures(reply).Select(signature => JsonValue.Create(signature))]),
            ["calls"] = new JsonArray([.. reply.Contents<FunctionCallContent>().Select(call => (JsonNode)new JsonObject
            {
                ["id"] = call.CallId,
                ["name"] = call.Name,
                ["arguments"] = JsonSerializer.SerializeToNode(call.Arguments, Plain),
            })]),
            ["finish"] = reply.FinishReason?.Value,
            ["usage"] = counts,
        };
        Assert.Equal(Line(kind, name + ".expected.json"), actual.ToJsonString(Plain));
        Assert.Equal(usage.InputTokenCount + usage.OutputTokenCount, usage.TotalTokenCount);

        void Add(string field, long? value)
        {
            if (value is not null)
            {
                counts[field] = value;
            }
        }
    }

    private static IEnumerable<string> Signatures(Reply reply) => reply.Updates.SelectMany(update => update.Contents).Select(content => content switch
    {
        TextReasoningContent thinking => thinking.ProtectedData,
        FunctionCallContent call => call.AdditionalProperties?.GetValueOrDefault("thought_signature") as string,
        _ => null,
    }).OfType<string>();
}
