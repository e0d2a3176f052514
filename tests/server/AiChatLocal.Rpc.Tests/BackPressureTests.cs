using AiChatLocal.Rpc.TestHost;
using AiChatLocal.Rpc.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace AiChatLocal.Rpc.Tests;

/// <summary>A peer that does not read: what is sent waits, and memory stays bounded.</summary>
public sealed class BackPressureTests : IAsyncDisposable
{
    private const int OutboxBytes = 64 * 1024;

    private readonly FakeTimeProvider _time = new();
    private readonly System.IO.Pipelines.Pipe _toSession = new();
    private readonly GatedStream _sending = new();
    private readonly RpcSession _session;
    private readonly Task _running;

    public BackPressureTests()
    {
        var options = new RpcSessionOptions { Time = _time, OutboxBytes = OutboxBytes };
        _session = new RpcSession(_toSession.Reader.AsStream(), _sending, new TestMethods().Create(), options, NullLogger.Instance);
        _running = _session.RunAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_stream_waits_for_a_slow_reader_and_loses_nothing()
    {
        var stream = StreamTests.Open(_session);
        var sent = 0;
        ValueTask sending = default;
        for (; sending.IsCompletedSuccessfully; sent++) sending = stream.SendAsync($"{sent} ", CancellationToken.None);
        // One buffer is being written, one is full, one notification waits: none of them is large.
        Assert.InRange(sent, 1000, 100_000);
        Assert.False(sending.IsCompleted);

        _sending.Open();
        await sending.Time();
        await stream.FlushAsync(CancellationToken.None).Time();
        Assert.Equal(TestMethods.Words(0, sent), string.Concat(await EndAndReadAsync()));
    }

    [Fact]
    public async Task While_the_writer_is_behind_items_are_merged_and_go_out_when_it_has_caught_up()
    {
        await FillAsync(20_000);
        var stream = StreamTests.Open(_session);
        for (var i = 0; i < 100; i++)
        {
            await stream.SendAsync($"{i} ", CancellationToken.None).Time();
            _time.Advance(TimeSpan.FromMilliseconds(5));
        }

        _sending.Open();
        // The first message, what filled the outbox, and then all hundred in one.
        for (var write = 0; write < 3; write++) await _sending.Written.WaitAsync(TestContext.Current.CancellationToken).Time();
        Assert.Equal(TestMethods.Words(0, 100), (await EndAndReadAsync())[^1]);
    }

    [Fact]
    public async Task Notifications_wait_while_the_outbox_is_full_and_a_wait_can_be_cancelled()
    {
        await FillAsync(OutboxBytes);
        using var cancelling = new CancellationTokenSource();
        var waiting = _session.NotifyAsync(new StreamDelta("s", 0, "dropped"), cancelling.Token).AsTask();
        Assert.False(waiting.IsCompleted);
        var patient = _session.NotifyAsync(new StreamDelta("s", 0, "kept"), CancellationToken.None).AsTask();
        await cancelling.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Time());
        Assert.False(patient.IsCompleted);
        _sending.Open();
        await patient.Time();
        var texts = await EndAndReadAsync();
        Assert.Equal("kept", texts[^1]);
        Assert.DoesNotContain("dropped", texts);
    }

    [Fact]
    public async Task The_session_ends_though_the_peer_never_reads()
    {
        await FillAsync(OutboxBytes);
        _session.Close();
        while (!_running.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await _running;
        await Assert.ThrowsAsync<RpcConnectionException>(async () => await _session.NotifyAsync(new StreamDelta("s", 0, "x"), CancellationToken.None));
    }

    [Fact]
    public async Task Whoever_waits_for_room_hears_of_a_broken_stream()
    {
        await FillAsync(OutboxBytes);
        var waiting = _session.NotifyAsync(new StreamDelta("s", 0, "x"), CancellationToken.None).AsTask();
        var stream = StreamTests.Open(_session);
        ValueTask sending = default;
        while (sending.IsCompletedSuccessfully) sending = stream.SendAsync("x", CancellationToken.None);
        _sending.Break();
        await Assert.ThrowsAsync<RpcConnectionException>(() => waiting.Time());
        await Assert.ThrowsAsync<RpcConnectionException>(() => sending.Time());
        await _running.Time();
    }

    public async ValueTask DisposeAsync()
    {
        _sending.Open();
        await _session.DisposeAsync().Time();
        await _sending.DisposeAsync();
    }

    /// <summary>Leaves one message in the hands of the writer and at least <paramref name="bytes"/> behind it.</summary>
    private async Task FillAsync(int bytes)
    {
        await _session.NotifyAsync(new StreamDelta("fill", 0, "first"), CancellationToken.None).Time();
        await _sending.Writing.Time();
        await _session.NotifyAsync(new StreamDelta("fill", 1, new string('x', bytes)), CancellationToken.None).Time();
    }

    /// <summary>Ends the session and returns the texts of all that was written.</summary>
    private async Task<List<string>> EndAndReadAsync()
    {
        _session.Close();
        await _running.Time();
        var reader = new WireReader(new MemoryStream(_sending.ToArray()), RpcFraming.Headers);
        var texts = new List<string>();
        while (await reader.ReadAsync().Time() is { } message) texts.Add(StreamTests.Text(message));
        return texts;
    }
}
