using AiChatLocal.Core;
using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Transfer;
using AiChatLocal.Protocol.Backup;

namespace AiChatLocal.Server.Features.Backup;

/// <summary>Makes the backups that are due: at its start, while it runs, and when the schedule changes. A failure is told once, and tried again.</summary>
/// <param name="tell">Is told of each backup, and of the first of several failures.</param>
internal sealed class BackupClock(
    IConfigurationStore configuration, IConfigurationChanges changes, IBackups backups, TimeProvider time, Action<BackupEnded> tell) : IAsyncDisposable
{
    // A machine that slept does not count the time: it is looked at again.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource _ending = new();
    private readonly SemaphoreSlim _changed = new(0, 1);
    private Task _running = Task.CompletedTask;
    private bool _isFailing;

    public void Start()
    {
        changes.Changed += OnChange;
        _running = RunAsync(_ending.Token);
    }

    public async ValueTask DisposeAsync()
    {
        changes.Changed -= OnChange;
        await _ending.CancelAsync();
        await _running;
        _ending.Dispose();
        _changed.Dispose();
    }

    private void OnChange()
    {
        try
        {
            _changed.Release();
        }
        catch (Exception exception) when (exception is SemaphoreFullException or ObjectDisposedException)
        {
            // It looks anyway, or never again.
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await WaitAsync(await RunOnceAsync(cancellationToken), cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process ends.
        }
    }

    /// <returns>How long nothing is due; null: until the schedule changes.</returns>
    private async Task<TimeSpan?> RunOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            if ((await configuration.ReadAsync(cancellationToken)).Backups is not { } schedule)
            {
                return null;
            }

            var (made, next) = await backups.RunScheduleAsync(schedule, cancellationToken);
            _isFailing = false;
            if (made is not null)
            {
                tell(new(made.Path));
            }

            var wait = next - time.GetUtcNow();
            return wait < TimeSpan.Zero ? TimeSpan.Zero : wait < Longest ? wait : Longest;
        }
        catch (ProblemException exception)
        {
            if (!_isFailing)
            {
                tell(new(Error: new(exception.Problem.What, exception.Problem.ToErrorData())));
            }

            _isFailing = true;
            return Longest;
        }
    }

    private async Task WaitAsync(TimeSpan? most, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var changed = _changed.WaitAsync(waiting.Token);
        await Task.WhenAny(changed, most is { } limit ? Task.Delay(limit, time, waiting.Token) : changed);
        await waiting.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
