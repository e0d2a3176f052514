using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;

namespace AiChatLocal.Providers.Http;

/// <summary>
/// A JSON body in pooled memory, given back when the request that it goes with has been sent. A long chat is a megabyte with each question:
/// an array of its own would be new memory each time, and work for the collector.
/// </summary>
internal sealed class RequestBody : HttpContent
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly PipeReader? _pooled;

    /// <param name="written">Holds all of the body. It is completed with this object.</param>
    public RequestBody(PipeReader written)
        : this(written.TryRead(out var read) ? read.Buffer : default) => _pooled = written;

    public RequestBody(ReadOnlySequence<byte> bytes)
    {
        Bytes = bytes;
        Headers.ContentType = Json;
    }

    /// <summary>Until this object is disposed.</summary>
    public ReadOnlySequence<byte> Bytes { get; }

    public static implicit operator RequestBody(byte[] bytes) => new(new ReadOnlySequence<byte>(bytes));

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        foreach (var segment in Bytes)
        {
            await stream.WriteAsync(segment, cancellationToken).ConfigureAwait(false);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = Bytes.Length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _pooled?.Complete();
        }

        base.Dispose(disposing);
    }
}
