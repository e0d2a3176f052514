namespace AiChatLocal.Rpc;

/// <summary>The limits and the manners of one session.</summary>
public sealed record RpcSessionOptions
{
    public RpcFraming Framing { get; init; } = RpcFraming.Headers;

    /// <summary>The largest message that is read. A larger one is answered with an error and skipped.</summary>
    public int MaxFrameBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Messages that together have more bytes than this wait before they join the outbox; one alone may be larger.</summary>
    public int OutboxBytes { get; init; } = 1024 * 1024;

    /// <summary>Items of a stream that follow each other faster than this are merged.</summary>
    public TimeSpan MergeWindow { get; init; } = TimeSpan.FromMilliseconds(4);

    /// <summary>Requests of the peer that run at the same time; while there are as many, nothing more is read.</summary>
    public int MaxRunningRequests { get; init; } = 1024;

    /// <summary>How long the end of a session waits for handlers to return and for the peer to take what is in the outbox.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(5);

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// Called with the method of each request and notification before it is dispatched: what it returns is the answer of the request,
    /// and a notification is dropped. <c>$/cancelRequest</c> does not ask it.
    /// </summary>
    public Func<string, RpcException?>? Gate { get; init; }
}
