using System.Text.Json;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Streaming;

/// <summary>Writes messages for APIs that want roles to take turns: what follows under the same role becomes one message.</summary>
internal static class RoleRuns
{
    /// <param name="name">Of the array of messages.</param>
    /// <param name="partsName">Of the array of parts in each message.</param>
    public static void WriteRuns(
        this Utf8JsonWriter json,
        string name,
        string partsName,
        IEnumerable<PromptMessage> messages,
        Func<ChatRole, string> roleOf,
        Action<Utf8JsonWriter, PromptMessage> writeParts)
    {
        json.WriteStartArray(name);
        string? role = null;
        foreach (var message in messages)
        {
            var next = roleOf(message.Role);
            if (next != role)
            {
                End(json, role);
                json.WriteStartObject();
                json.WriteString("role"u8, role = next);
                json.WriteStartArray(partsName);
            }

            writeParts(json, message);
        }

        End(json, role);
        json.WriteEndArray();
    }

    private static void End(Utf8JsonWriter json, string? role)
    {
        if (role is not null)
        {
            json.WriteEndArray();
            json.WriteEndObject();
        }
    }
}
