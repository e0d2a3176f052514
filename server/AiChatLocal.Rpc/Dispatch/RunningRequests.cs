using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using AiChatLocal.Rpc.Messages;

namespace AiChatLocal.Rpc.Dispatch;

/// <summary>The peer's requests that have no answer yet.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore without a wait handle holds nothing.")]
internal sealed class RunningRequests(int limit)
{
    private readonly ConcurrentDictionary<RequestId, RunningRequest> _byId = new();
    private readonly SemaphoreSlim _places = new(limit, limit);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly Lock _lock = new();
    private int _toBegin;
    private TaskCompletionSource? _allBegun;

    private volatile bool _endsAll;

    // One more than there are, until no more can come.
    private int _unanswered = 1;

    public bool IsRunning(RequestId id) => _byId.ContainsKey(id);

    /// <summary>Waits for a free place.</summary>
    public Task WaitForPlaceAsync(CancellationToken cancellationToken) => _places.WaitAsync(cancellationToken);

    /// <summary>Takes the place that was waited for.</summary>
    public void Add(RunningRequest request)
    {
        Interlocked.Increment(ref _unanswered);
        lock (_lock) _toBegin++;
        _byId[request.Id] = request;
        if (_endsAll) _ = request.CancelAsync();
    }

    /// <summary>The handler has been called and has returned or waits.</summary>
    public void Begun()
    {
        lock (_lock)
        {
            if (--_toBegin > 0) return;
            _allBegun?.SetResult();
            _allBegun = null;
        }
    }

    /// <summary>Waits until each request that was added has begun.</summary>
    public Task AllBegunAsync()
    {
        lock (_lock)
        {
            if (_toBegin == 0) return Task.CompletedTask;
            _allBegun ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _allBegun.Task;
        }
    }

    /// <summary>From here on the id may be used again: the peer can see the answer any moment.</summary>
    public void Forget(RunningRequest request) => _byId.TryRemove(new(request.Id, request));

    /// <summary>The answer is on its way, or nobody is left to have it.</summary>
    public void Answered(RunningRequest request)
    {
        request.SetAnswered();
        _places.Release();
        Leave();
    }

    public Task CancelAsync(RequestId id) => _byId.TryGetValue(id, out var request) ? request.CancelAsync() : Task.CompletedTask;

    /// <summary>
    /// Cancels all but the request that has this token, and waits until each is answered. What is added later is cancelled as it comes.
    /// </summary>
    public Task EndOthersAsync(CancellationToken own)
    {
        _endsAll = true;
        RunningRequest[] others = [.. _byId.Values.Where(each => each.CancellationToken != own)];
        foreach (var request in others) _ = request.CancelAsync();
        return Task.WhenAll(others.Select(each => each.Answered));
    }

    /// <summary>Cancels all and waits until each is answered. None may be added after this.</summary>
    public Task EndAsync()
    {
        foreach (var request in _byId.Values) _ = request.CancelAsync();
        Leave();
        return _ended.Task;
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _unanswered) == 0) _ended.SetResult();
    }
}
