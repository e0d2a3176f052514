using System.Text.Json;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Streaming;

/// <summary>Tools as most APIs take them: OpenAI's, and those that copied them.</summary>
internal static class ToolWriting
{
    /// <summary>The functions among the tools; other tools are of vendors, who have their own forms for them.</summary>
    public static IReadOnlyList<AIFunctionDeclaration> Functions(this ChatOptions? options) =>
        options?.ToolMode is NoneChatToolMode ? [] : [.. options?.Tools?.OfType<AIFunctionDeclaration>() ?? []];

    /// <summary>Writes <c>"tools": [{"type": "function", "function": {…}}]</c>, or nothing.</summary>
    public static void WriteFunctionTools(this Utf8JsonWriter json, ChatOptions? options)
    {
        if (options.Functions() is not { Count: > 0 } functions)
        {
            return;
        }

        json.WriteStartArray("tools"u8);
        foreach (var function in functions)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "function"u8);
            json.WriteStartObject("function"u8);
            json.WriteString("name"u8, function.Name);
            json.WriteString("description"u8, function.Description);
            json.WritePropertyName("parameters"u8);
            function.JsonSchema.WriteTo(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes the arguments of a call as a JSON object.</summary>
    public static void WriteArguments(this Utf8JsonWriter json, FunctionCallContent call)
    {
        json.WriteStartObject();
        foreach (var (name, value) in call.Arguments ?? new Dictionary<string, object?>())
        {
            json.WritePropertyName(name);
            WriteValue(json, value);
        }

        json.WriteEndObject();
    }

    public static string ArgumentsText(FunctionCallContent call) => JsonWriting.ToText(json => json.WriteArguments(call));

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case JsonElement element: element.WriteTo(json); break;
            case string text: json.WriteStringValue(text); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case double number: json.WriteNumberValue(number); break;
            default: throw new NotSupportedException($"An argument of the type {value.GetType().Name} has no form in JSON here.");
        }
    }
}
