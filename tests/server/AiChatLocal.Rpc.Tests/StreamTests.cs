using System.Text.Json;
using AiChatLocal.Rpc.TestHost;
using AiChatLocal.Rpc.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace AiChatLocal.Rpc.Tests;

public sealed class StreamTests : IAsyncDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(4);

    private readonly FakeTimeProvider _time = new();
    private readonly Peer _peer;
    private readonly RpcStream<string> _stream;

    public StreamTests()
    {
        _peer = new Peer(new() { Time = _time });
        _stream = Open(_peer.Session);
    }

    [Fact]
    public async Task The_first_item_goes_out_at_once_and_those_within_the_window_are_merged()
    {
        await SendAsync("a", "b", "c");
        await ExpectAsync(0, "a");
        _time.Advance(Window);
        await ExpectAsync(1, "bc");
    }

    [Fact]
    public async Task An_item_after_a_quiet_window_goes_out_at_once()
    {
        await SendAsync("a");
        await ExpectAsync(0, "a");
        _time.Advance(Window);
        await SendAsync("b");
        await ExpectAsync(1, "b");
        _time.Advance(Window / 2);
        await SendAsync("c");
        _time.Advance(Window / 2);
        await ExpectAsync(2, "c");
    }

    [Fact]
    public async Task Streams_have_windows_of_their_own()
    {
        var other = Open(_peer.Session);
        await SendAsync("a");
        await other.SendAsync("A", CancellationToken.None);
        await ExpectAsync(0, "a");
        await ExpectAsync(0, "A");
    }

    [Fact]
    public async Task A_flush_sends_what_waits_before_anything_that_follows()
    {
        await SendAsync("a", "b");
        await _stream.FlushAsync(CancellationToken.None);
        await _peer.Session.NotifyAsync(new StreamDelta("other", 0, "after"), CancellationToken.None);
        await ExpectAsync(0, "a");
        await ExpectAsync(1, "b");
        Assert.Equal("after", Text(await _peer.ReadAsync()));
        await _stream.FlushAsync(CancellationToken.None);
        _time.Advance(Window * 3);
        await BadInputTests.GoesOnAsync(_peer);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(64)]
    [InlineData(100)]
    public async Task Merging_keeps_the_order(int count)
    {
        await SendAsync("first ");
        var words = Enumerable.Range(0, count).Select(i => $"{i} ").ToArray();
        await SendAsync(words);
        _time.Advance(Window);
        await ExpectAsync(0, "first ");
        await ExpectAsync(1, string.Concat(words));
    }

    [Fact]
    public async Task A_full_notification_does_not_wait_for_the_window()
    {
        await SendAsync(Enumerable.Range(0, 10_000).Select(i => $"{i} ").ToArray());
        await _stream.FlushAsync(CancellationToken.None);
        var text = "";
        for (var seq = 0; text.Length < TestMethods.Words(0, 10_000).Length; seq++)
        {
            var message = await _peer.ReadAsync();
            Assert.Equal(seq, message.GetProperty("params").GetProperty("seq").GetInt32());
            text += Text(message);
        }

        Assert.Equal(TestMethods.Words(0, 10_000), text);
    }

    [Fact]
    public async Task A_failure_on_the_way_is_told_by_the_next_call()
    {
        var failing = _peer.Session.OpenStream<string, StreamDelta>(
            (_, _) => throw new InvalidDataException(), (seq, text) => new StreamDelta("s", seq, text));
        foreach (var item in (string[])["a", "b", "c"]) await failing.SendAsync(item, CancellationToken.None);
        _time.Advance(Window);
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(async () => await failing.SendAsync("d", CancellationToken.None));
        Assert.IsType<InvalidDataException>(exception.InnerException);
    }

    [Fact]
    public async Task A_stream_to_a_peer_that_is_gone_fails()
    {
        await SendAsync("a");
        await ExpectAsync(0, "a");
        _peer.CloseSending();
        await _peer.Running.Time();
        _time.Advance(Window);
        await Assert.ThrowsAsync<RpcConnectionException>(async () => await _stream.SendAsync("b", CancellationToken.None));
    }

    public ValueTask DisposeAsync() => _peer.DisposeAsync();

    internal static RpcStream<string> Open(RpcSession session) =>
        session.OpenStream<string, StreamDelta>(static (a, b) => a + b, static (seq, text) => new StreamDelta("s", seq, text));

    internal static string Text(JsonElement message) => message.GetProperty("params").GetProperty("text").GetString()!;

    private async Task SendAsync(params string[] items)
    {
        foreach (var item in items) await _stream.SendAsync(item, CancellationToken.None).Time();
    }

    private async Task ExpectAsync(int seq, string text)
    {
        var message = await _peer.ReadAsync();
        Assert.Equal("test/delta", message.GetProperty("method").GetString());
        Assert.Equal((seq, text), (message.GetProperty("params").GetProperty("seq").GetInt32(), Text(message)));
    }
}
