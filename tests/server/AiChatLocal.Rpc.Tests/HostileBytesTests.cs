using System.Text;
using System.Text.Json;
using AiChatLocal.Rpc.Tests.Support;

namespace AiChatLocal.Rpc.Tests;

/// <summary>Thousands of broken messages: each is answered or the session is closed cleanly, and only well-formed messages come out.</summary>
public sealed class HostileBytesTests
{
    private const int Rounds = 100;
    private const int MessagesARound = 40;

    /// <summary>Two seeds that stay and one that differs from run to run; a failure prints its own.</summary>
    public static TheoryData<RpcFraming, int> Seeds()
    {
        var seeds = new TheoryData<RpcFraming, int>();
        foreach (var framing in Enum.GetValues<RpcFraming>())
        {
            foreach (var seed in (int[])[1, 2, Random.Shared.Next()]) seeds.Add(framing, seed);
        }

        return seeds;
    }

    [Theory]
    [MemberData(nameof(Seeds), DisableDiscoveryEnumeration = true)]
    public async Task Each_broken_message_is_answered_once(RpcFraming framing, int seed)
    {
        await EachRoundAsync(seed, async hostile =>
        {
            await using var peer = new Peer(new() { Framing = framing });
            var answered = 0;
            var sent = new StringBuilder();
            for (var i = 0; i < MessagesARound; i++)
            {
                var body = hostile.Body();
                if (framing == RpcFraming.Lines && (body.Contains((byte)'\n') || body.All(value => " \t\r"u8.Contains(value)))) continue;
                if (AnswerOracle.IsAnswered(body)) answered++;
                sent.AppendLine(Encoding.Latin1.GetString(body).Replace('\0', '0'));
                byte[] header = framing == RpcFraming.Lines ? [] : Encoding.ASCII.GetBytes($"Content-Length: {body.Length}\r\n\r\n");
                byte[] message = framing == RpcFraming.Lines ? [.. body, (byte)'\n'] : [.. header, .. body];
                foreach (var piece in hostile.Pieces(message)) await peer.SendBytesAsync(piece);
            }

            await peer.SendAsync("""{"jsonrpc":"2.0","id":"last","method":"test/progress"}""");
            peer.CloseSending();
            var answers = await ReadAllAsync(peer);
            Assert.True(answered + 1 == answers.Count, $"{answered + 1} answers were due, {answers.Count} came to:\n{sent}\n{string.Join('\n', answers)}");
            Assert.Single(answers, answer => answer.TryGetProperty("result", out _) && answer.GetProperty("id").ToString() == "last");
        });
    }

    [Theory]
    [MemberData(nameof(Seeds), DisableDiscoveryEnumeration = true)]
    public async Task A_broken_stream_of_messages_ends_cleanly(RpcFraming framing, int seed)
    {
        await EachRoundAsync(seed, async hostile =>
        {
            await using var peer = new Peer(new() { Framing = framing, MaxFrameBytes = 1_000_000 });
            for (var i = 0; i < MessagesARound; i++)
            {
                foreach (var piece in hostile.Pieces(hostile.Message(framing))) await peer.SendBytesAsync(piece);
            }

            peer.CloseSending();
            Assert.NotEmpty(await ReadAllAsync(peer));
        });
    }

    private static async Task<List<JsonElement>> ReadAllAsync(Peer peer)
    {
        var answers = new List<JsonElement>();
        while (await peer.ReadOrEndAsync() is { } message)
        {
            Assert.True(message.TryGetProperty("id", out _));
            answers.Add(message);
        }

        await peer.Running.Time();
        return answers;
    }

    private static async Task EachRoundAsync(int seed, Func<HostileBytes, Task> round)
    {
        for (var i = 0; i < Rounds; i++)
        {
            var roundSeed = unchecked((seed * 1000) + i);
            try
            {
                await round(new HostileBytes(roundSeed));
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed}, round {i}: new HostileBytes({roundSeed})", exception);
            }
        }
    }
}
