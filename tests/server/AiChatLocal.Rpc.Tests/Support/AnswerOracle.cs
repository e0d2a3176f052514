using System.Text;
using System.Text.Json;

namespace AiChatLocal.Rpc.Tests.Support;

/// <summary>Tells from the specification alone whether a message is answered. It shares no code with the session.</summary>
internal static class AnswerOracle
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static bool IsAnswered(byte[] body)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(Strict.GetString(body), new JsonDocumentOptions { MaxDepth = 50_000 });
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return true;
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object) return true;
            var members = document.RootElement.EnumerateObject().ToList();
            try
            {
                return IsAnswered(members.Select(member => (member.Name, member.Value)).ToList());
            }
            catch (InvalidOperationException)
            {
                // A lone surrogate: no text, so no JSON that can be read.
                return true;
            }
        }
    }

    private static bool IsAnswered(List<(string Name, JsonElement Value)> members)
    {
        JsonElement? Find(string name) => members.LastOrDefault(member => member.Name == name) is { Name: not null } found ? found.Value : null;

        var twice = members.GroupBy(member => member.Name).Any(group => group.Count() > 1 && group.Key is "id" or "method" or "params");
        if (Find("method") is not { } method) return Find("result") is null && Find("error") is null;
        var isValid = !twice && method.ValueKind == JsonValueKind.String && Find("jsonrpc") is { ValueKind: JsonValueKind.String } version && version.GetString() == "2.0";
        if (method.ValueKind == JsonValueKind.String) method.GetString();
        if (Find("id") is { ValueKind: JsonValueKind.String } id) id.GetString();
        return !isValid || Find("id") is not null;
    }
}
