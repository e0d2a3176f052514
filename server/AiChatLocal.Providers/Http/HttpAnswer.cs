using System.Net;
using AiChatLocal.Core;

namespace AiChatLocal.Providers.Http;

/// <summary>An answer whose headers have come and whose body is read piece by piece. Disposing it ends the connection at once.</summary>
internal sealed class HttpAnswer(HttpCall call, HttpResponseMessage response, Stream body, ReadLimits limits, Passage passage) : IDisposable
{
    /// <summary>More than any error or list of models; a body that is larger is something else.</summary>
    private const int MaxWholeBody = 16 * 1024 * 1024;

    private static readonly TimeSpan EndOfBodyLimit = TimeSpan.FromMilliseconds(250);

    public HttpCall Call => call;

    public HttpStatusCode Status => response.StatusCode;

    public bool IsSuccess => response.IsSuccessStatusCode;

    /// <summary>The byte that a partial body begins with; null: the body is whole.</summary>
    public long? RangeFrom => response.Content.Headers.ContentRange?.From;

    public string? MediaType => response.Content.Headers.ContentType?.MediaType;

    /// <summary>What the server calls itself in its <c>Server</c> header.</summary>
    public string? Software => response.Headers.NonValidated.TryGetValues("Server", out var values) ? values.ToString() : null;

    public string? Header(string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    /// <summary>0: the body has ended. A connection that breaks is <see cref="ProblemKind.StreamCut"/>.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        await passage.CheckAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var count = await body.ReadAsync(buffer, limits.Begin(limits.Silence, cancellationToken)).ConfigureAwait(false);
            limits.End();
            passage.Received(count);
            return count;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            passage.Fail(failure);
            throw limits.Expired ? ConnectionProblems.Silence(call.Server, limits.Silence)
                : ConnectionProblems.Cut(call.Server, failure);
        }
        catch
        {
            passage.Fail(null);
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    public async Task<ReadOnlyMemory<byte>> ReadAllAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        var length = 0;
        for (int count; (count = await ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false)) > 0;)
        {
            length += count;
            if (length > MaxWholeBody)
            {
                throw new ProviderException(StatusProblems.TooLarge(call.Server));
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, length * 2);
            }
        }

        return buffer.AsMemory(0, length);
    }

    /// <summary>
    /// For a reply that has said that it is complete: reads on behind to the end of the body, so that the connection can be used again, but
    /// not for long, because some servers keep it open.
    /// </summary>
    public void ReleaseAfterEnd()
    {
        passage.End();
        _ = ReadToEndAsync();
    }

    public void Dispose()
    {
        response.Dispose();
        limits.Dispose();
        passage.End();
    }

    private async Task ReadToEndAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(EndOfBodyLimit);
            var rest = new byte[512];
            while (await body.ReadAsync(rest, limit.Token).ConfigureAwait(false) > 0)
            {
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or HttpRequestException or ObjectDisposedException)
        {
            // The reply is whole already; what happens to its connection concerns nobody.
        }
        finally
        {
            Dispose();
        }
    }
}
