using System.IO.Pipelines;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.Streaming;

/// <summary>Writes the bodies of requests.</summary>
internal static class JsonWriting
{
    // As short as JSON allows: what a model is asked is not escaped for HTML.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    // Several messages fill a segment, and none is so large that the collector keeps it apart.
    private static readonly PipeOptions Segments = new(minimumSegmentSize: 64 * 1024, pauseWriterThreshold: 0);

    public static RequestBody ToBody(Action<Utf8JsonWriter> write)
    {
        var pipe = new Pipe(Segments);
        using (var json = new Utf8JsonWriter(pipe.Writer, Options))
        {
            write(json);
        }

        pipe.Writer.Complete();
        return new(pipe.Reader);
    }

    public static string ToText(Action<Utf8JsonWriter> write)
    {
        using var body = ToBody(write);
        return Encoding.UTF8.GetString(body.Bytes);
    }

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
