using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Tests.Support;

/// <summary>A conversation with everything that a prompt can hold: an image, thinking with its signature, two calls and their results.</summary>
internal static class ToolTalk
{
    public static readonly byte[] Image = [0x89, 0x50, 0x4E, 0x47];

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<ChatMessage> Messages =>
    [
        new(ChatRole.User, [new TextContent("What is in it?"), new DataContent(Image, "image/png")]),
        new(ChatRole.Assistant,
        [
            new TextReasoningContent("I should look.") { ProtectedData = "sig==" },
            new TextContent("Let me look."),
            new FunctionCallContent("c1", "weather", new Dictionary<string, object?> { ["city"] = "Köln", ["days"] = 2 }),
            new FunctionCallContent("c2", "time"),
        ]),
        new(ChatRole.Tool, [new FunctionResultContent("c1", "18 °C"), new FunctionResultContent("c2", JsonDocument.Parse("""{"h":9}""").RootElement)]),
    ];

    public static ChatOptions Options(ChatToolMode? mode = null) => new()
    {
        Tools = [AIFunctionFactory.CreateDeclaration("weather", "Tells the weather.", JsonDocument.Parse("""{"type":"object","properties":{"city":{"type":"string"}}}""").RootElement)],
        ToolMode = mode,
    };

    /// <summary>The calls of a reply, e.g. <c>c1 weather {"city":"Köln"}</c>.</summary>
    public static IEnumerable<string> Calls(Reply reply) => reply.Contents<FunctionCallContent>()
        .Select(call => $"{call.CallId} {call.Name} {JsonSerializer.Serialize(call.Arguments, Plain)}");
}
