using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AiChatLocal.Providers.Streaming;

/// <summary>Writes the bodies of requests.</summary>
internal static class JsonWriting
{
    // As short as JSON allows: what a model is asked is not escaped for HTML.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static ReadOnlyMemory<byte> ToBody(Action<Utf8JsonWriter> write)
    {
        // Into pooled segments: a buffer that doubles until a long chat fits makes the collector stop everything, with the reader waiting.
        var pipe = new Pipe();
        using (var json = new Utf8JsonWriter(pipe.Writer, Options))
        {
            write(json);
        }

        pipe.Writer.Complete();
        var body = pipe.Reader.TryRead(out var read) ? read.Buffer.ToArray() : [];
        pipe.Reader.Complete();
        return body;
    }

    public static string ToText(Action<Utf8JsonWriter> write) => Encoding.UTF8.GetString(ToBody(write).Span);

    /// <summary>Writes a field only when it has a value.</summary>
    public static void WriteOptional(this Utf8JsonWriter json, ReadOnlySpan<byte> name, float? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    public static void WriteOptional(this Utf8JsonWriter json, ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    public static void WriteOptional(this Utf8JsonWriter json, ReadOnlySpan<byte> name, int? value) => WriteOptional(json, name, (long?)value);

    public static void WriteOptional(this Utf8JsonWriter json, ReadOnlySpan<byte> name, IList<string>? values)
    {
        if (values is not { Count: > 0 })
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
