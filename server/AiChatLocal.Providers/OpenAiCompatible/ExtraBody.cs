using System.Text.Json;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Streaming;

namespace AiChatLocal.Providers.OpenAiCompatible;

/// <summary>Puts the user's own fields into the body of a question. They win; one that is null takes the field out.</summary>
internal static class ExtraBody
{
    public static RequestBody Merge(RequestBody body, string? extra)
    {
        if (extra is null)
        {
            return body;
        }

        using var plain = body;
        using var ours = JsonDocument.Parse(plain.Bytes);
        using var own = JsonDocument.Parse(extra);
        var fields = own.RootElement;
        return JsonWriting.ToBody(json =>
        {
            json.WriteStartObject();
            foreach (var field in ours.RootElement.EnumerateObject())
            {
                if (!fields.TryGetProperty(field.Name, out _))
                {
                    field.WriteTo(json);
                }
            }

            foreach (var field in fields.EnumerateObject())
            {
                if (field.Value.ValueKind != JsonValueKind.Null)
                {
                    field.WriteTo(json);
                }
            }

            json.WriteEndObject();
        });
    }
}
