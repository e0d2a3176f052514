using System.Collections.Concurrent;

namespace AiChatLocal.Rpc.Dispatch;

/// <summary>Our own requests that the peer has not answered yet.</summary>
internal sealed class PendingRequests
{
    private readonly ConcurrentDictionary<long, PendingRequest> _byId = new();
    private long _lastId;
    private volatile RpcConnectionException? _ended;

    public long NextId() => Interlocked.Increment(ref _lastId);

    public void Add(long id, PendingRequest request)
    {
        _byId[id] = request;
        // The session may have ended between the caller's check and now.
        if (_ended is { } ended && _byId.TryRemove(id, out _)) request.Fail(ended);
    }

    public PendingRequest? Take(long id) => _byId.TryRemove(id, out var request) ? request : null;

    public void FailAll(RpcConnectionException reason)
    {
        _ended = reason;
        foreach (var id in _byId.Keys) Take(id)?.Fail(reason);
    }
}
