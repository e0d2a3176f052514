using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiChatLocal.Core.Localization;

/// <summary>A sentence that is stored or sent is one that was said: it is written in the language of that moment and stays as it is.</summary>
public sealed class LocalizedStringConverter : JsonConverter<LocalizedString>
{
    public override LocalizedString? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        LocalizedString.VerbatimOrNull(reader.GetString());

    public override void Write(Utf8JsonWriter writer, LocalizedString value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
