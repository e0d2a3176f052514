#pragma warning disable RS0030 // Measures what a bare client does, without the product.
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Limit;

/// <summary>One streamed reply, read and thrown away.</summary>
internal sealed record Reply(long Tokens, long Characters, IReadOnlyList<double> LatenciesMs)
{
    private static readonly byte[] Request =
        """{"model":"fake","stream":true,"stream_options":{"include_usage":true},"messages":[{"role":"user","content":"hi"}]}"""u8.ToArray();

    public static async Task<Reply> ReadAsync(HttpClient http, string url)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(Request) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync();
        long tokens = 0, characters = 0;
        var latencies = new List<double>();
        await foreach (var item in SseParser.Create(body, static (_, data) => Content(data)).EnumerateAsync())
        {
            if (item.Data is not { Length: > 0 } text)
                continue;
            tokens++;
            characters += text.Length;
            if (SentAt(text) is { } sent)
                latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }

        return new(tokens, characters, latencies);
    }

    /// <summary>The text in an event, or null. Reads forward to it and builds no tree.</summary>
    private static string? Content(ReadOnlySpan<byte> data)
    {
        if (data is [(byte)'[', ..])
            return null;
        var reader = new Utf8JsonReader(data);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("content"u8))
                return reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        }

        return null;
    }

    /// <summary>The fake server's stamp, " #nanoseconds": on Linux its clock and Stopwatch's are one.</summary>
    private static long? SentAt(string text) =>
        text.StartsWith(" #", StringComparison.Ordinal) && long.TryParse(text.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var stamp)
            ? stamp
            : null;
}
