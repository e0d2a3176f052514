using System.Text.Json;
using AiChatLocal.Core.Configuration;
using AiChatLocal.Providers.Streaming;

namespace AiChatLocal.Providers.OpenAiCompatible.Servers.Textgen;

/// <summary>textgen's own fields of a question.</summary>
internal static class TextgenBody
{
    /// <summary>The fields together with the user's own ones, which win; null: there are none.</summary>
    /// <param name="extra">A JSON object.</param>
    public static string? Merge(TextgenSettings? settings, string? extra)
    {
        if (settings is null)
        {
            return extra;
        }

        using var fields = JsonWriting.ToBody(json => Write(json, settings));
        using var own = extra is null ? null : JsonDocument.Parse(extra);
        using var ours = JsonDocument.Parse(fields.Bytes);
        return JsonWriting.ToText(json =>
        {
            json.WriteStartObject();
            foreach (var field in ours.RootElement.EnumerateObject())
            {
                if (own?.RootElement.TryGetProperty(field.Name, out _) is not true)
                {
                    field.WriteTo(json);
                }
            }

            // One that is null stays: it takes the field out of the question.
            foreach (var field in own?.RootElement.EnumerateObject() ?? default)
            {
                field.WriteTo(json);
            }

            json.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter json, TextgenSettings settings)
    {
        json.WriteStartObject();
        Field("mode"u8, settings.Mode switch { null => null, TextgenMode.Instruct => "instruct", TextgenMode.Chat => "chat", _ => "chat-instruct" });
        Field("character"u8, settings.Character);
        Field("instruction_template"u8, settings.InstructionTemplate);
        Field("name1"u8, settings.UserName);
        Field("name2"u8, settings.BotName);
        Field("context"u8, settings.Context);
        Field("greeting"u8, settings.Greeting);
        Field("chat_instruct_command"u8, settings.ChatInstructCommand);
        Field("preset"u8, settings.SamplerPreset);
        json.WriteEndObject();

        void Field(ReadOnlySpan<byte> name, string? value)
        {
            if (value is not null)
            {
                json.WriteString(name, value);
            }
        }
    }
}
