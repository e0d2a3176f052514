using System.Runtime.CompilerServices;
using System.Text.Json;
using AiChatLocal.Core;
using AiChatLocal.Providers.Http;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Streaming;

/// <summary>Reads one JSON object of a reply into the builder; an error that the object holds is returned.</summary>
internal delegate ErrorBody? ReplyParser(ReadOnlySpan<byte> json, ReplyBuilder builder);

/// <summary>Turns the body of an answer into updates, one for each read that brought something.</summary>
internal static class ReplyStream
{
    public static async IAsyncEnumerable<ChatResponseUpdate> ReadAsync(
        HttpAnswer answer, IReplyFrames frames, ReplyParser parser, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var released = false;
        try
        {
            using var lines = new LineReader(answer);
            using var builder = new ReplyBuilder();
            Problem? problem = null;
            for (var more = true; more && problem is null && !builder.IsComplete;)
            {
                more = await lines.FillAsync(cancellationToken).ConfigureAwait(false);
                problem = Parse(answer, lines, frames, parser, builder, more);
                if (builder.Take() is { } update)
                {
                    yield return update;
                    cancellationToken.ThrowIfCancellationRequested();
                }
            }

            if (problem is not null)
            {
                throw new ProviderException(problem);
            }

            if (builder.Problem is { } ending)
            {
                // The tokens are spent all the same.
                yield return builder.TakeEnd();
                throw new ProviderException(ending);
            }

            if (!builder.IsComplete && builder.FinishReason is null)
            {
                throw ConnectionProblems.Cut(answer.Call.Server, null);
            }

            answer.ReleaseAfterEnd();
            released = true;
            yield return builder.TakeEnd();
        }
        finally
        {
            if (!released)
            {
                answer.Dispose();
            }
        }
    }

    /// <summary>A body that is one JSON object, from a server that does not stream or that puts an error into a good answer.</summary>
    public static async Task<ChatResponseUpdate[]> ReadWholeAsync(HttpAnswer answer, ReplyParser parser, CancellationToken cancellationToken)
    {
        using (answer)
        {
            using var builder = new ReplyBuilder();
            var body = await answer.ReadAllAsync(cancellationToken).ConfigureAwait(false);
            var problem = (body.Length == 0 ? null : ParseObject(answer, new(body.Span), parser, builder)) ?? builder.Problem;
            if (problem is null && builder.FinishReason is null && !builder.HasOutput)
            {
                throw ConnectionProblems.Cut(answer.Call.Server, null);
            }

            return problem is null ? [builder.TakeEnd()] : throw new ProviderException(problem);
        }
    }

    private static Problem? Parse(
        HttpAnswer answer, LineReader lines, IReplyFrames frames, ReplyParser parser, ReplyBuilder builder, bool more)
    {
        while (!builder.IsComplete && frames.TryRead(lines, out var frame))
        {
            if (ParseObject(answer, frame, parser, builder) is { } problem)
            {
                return problem;
            }
        }

        // What a broken connection leaves behind is half an object: the missing end is the news then, not the half.
        if (!more && !builder.IsComplete && frames.TryReadLast(lines, out var last))
        {
            var isHalf = builder.HasOutput || last.Data.TrimStart((byte)' ').StartsWith("{"u8);
            var problem = ParseObject(answer, last, parser, builder);
            return problem?.Kind == ProblemKind.UnexpectedAnswer && isHalf ? null : problem;
        }

        return null;
    }

    private static Problem? ParseObject(HttpAnswer answer, ReplyFrame frame, ReplyParser parser, ReplyBuilder builder)
    {
        try
        {
            var error = frame.IsError ? ErrorBody.Parse(frame.Data) : parser(frame.Data, builder);
            return error is null ? null : StatusProblems.InStream(answer.Call, error);
        }
        catch (JsonException)
        {
            var body = ErrorBody.Parse(frame.Data);
            return StatusProblems.NotJson(answer.Call.Server, body.IsHtml, body.Message);
        }
    }
}
