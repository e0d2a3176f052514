using AiChatLocal.Server.Hosting;
using AiChatLocal.Server.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace AiChatLocal.Server.Tests;

public sealed class SlowInputTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly StringWriter _error = new();
    private readonly TaskCompletionSource<string> _input = new();

    public void Dispose() => _error.Dispose();

    [Fact]
    public async Task A_pipe_that_stays_open_is_told_once_and_read_on()
    {
        var reading = SlowInput.ReadAsync(_input.Task, "Waiting.", _error, _time);
        _time.Advance(SlowInput.Patience - TimeSpan.FromMilliseconds(1));
        Assert.Equal("", _error.ToString());

        _time.Advance(TimeSpan.FromMinutes(1));
        _input.SetResult("in the end");

        Assert.Equal("in the end", await reading.Time());
        Assert.Equal("Waiting." + Environment.NewLine, _error.ToString());
    }

    [Fact]
    public async Task A_pipe_that_ends_in_time_is_read_without_a_word()
    {
        var reading = SlowInput.ReadAsync(_input.Task, "Waiting.", _error, _time);
        _input.SetResult("text");
        Assert.Equal(("text", ""), (await reading.Time(), _error.ToString()));
    }

    [Fact]
    public async Task Waiting_for_a_pipe_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        var reading = SlowInput.ReadAsync(_input.Task.WaitAsync(stop.Token), "Waiting.", _error, _time);
        _time.Advance(SlowInput.Patience);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.Time());
    }
}
