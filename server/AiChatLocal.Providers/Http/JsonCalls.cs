using System.Text.Json;
using AiChatLocal.Core;

namespace AiChatLocal.Providers.Http;

/// <summary>Calls whose whole answer is one JSON object.</summary>
internal static class JsonCalls
{
    /// <summary>The object, together with what its headers say. Anything else is a <see cref="ProviderException"/>.</summary>
    public static async Task<JsonAnswer> SendJsonAsync(this HttpRoom http, HttpCall call, CancellationToken cancellationToken)
    {
        using var answer = await http.SendAsync(call, cancellationToken).ConfigureAwait(false);
        var body = await answer.ReadAllAsync(cancellationToken).ConfigureAwait(false);
        if (!answer.IsSuccess)
        {
            throw new ProviderException(StatusProblems.From(answer, ErrorBody.Parse(body.Span)));
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            var error = ErrorBody.Parse(body.Span);
            throw new ProviderException(StatusProblems.NotJson(call.Server, error.IsHtml, error.Message));
        }

        // LM Studio answers an unknown route with 200 and an error in it.
        if (ErrorBody.Find(document.RootElement) is { } inside)
        {
            document.Dispose();
            throw new ProviderException(StatusProblems.InStream(call, inside));
        }

        return new(document, answer.Software);
    }

    /// <summary>As <see cref="SendJsonAsync"/>, for a question that may stay without an answer: null then.</summary>
    public static async Task<JsonAnswer?> TryJsonAsync(this HttpRoom http, HttpCall call, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await http.SendJsonAsync(call, cancellationToken).ConfigureAwait(false);
            if (answer.Root.ValueKind == JsonValueKind.Object)
            {
                return answer;
            }

            answer.Dispose();
            return null;
        }
        catch (ProviderException)
        {
            return null;
        }
    }
}

internal sealed class JsonAnswer(JsonDocument document, string? software) : IDisposable
{
    public JsonElement Root => document.RootElement;

    public string? Software => software;

    public void Dispose() => document.Dispose();
}
