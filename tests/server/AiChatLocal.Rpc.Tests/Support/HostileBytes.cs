using System.Text;

namespace AiChatLocal.Rpc.Tests.Support;

/// <summary>Breaks good messages in all the ways that its seed leads to.</summary>
internal sealed class HostileBytes(int seed)
{
    private static readonly string[] Good =
    [
        """{"jsonrpc":"2.0","id":ID,"method":"test/echo","params":{"text":"häß 😀 \" \\ \u00e9"}}""",
        """{"jsonrpc":"2.0","id":"ID","method":"test/echo","params":[{"text":"x","times":3}]}""",
        """{"jsonrpc":"2.0","id":ID,"method":"test/slow","params":{"partial":true}}""",
        """{"jsonrpc":"2.0","id":ID,"method":"test/fail","params":{"kind":"rpc"}}""",
        """{"jsonrpc":"2.0","id":ID,"method":"no/such","params":{"deep":[[[{"a":[1,2,{"b":null}]}]]]}}""",
        """{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":ID}}""",
        """{"jsonrpc":"2.0","method":"no/such","params":{}}""",
        """{"jsonrpc":"2.0","id":ID,"result":{"text":"nobody asked"}}""",
        """{"jsonrpc":"2.0","id":ID,"error":{"code":-1,"message":"nobody asked"}}""",
    ];

    // What takes the place of any value, name or sign.
    private static readonly string[] Tokens =
    [
        "null", "true", "-0", "1e999", "123456789012345678901234567890", "0.1", "\"\"", "\"\\ud800\"", "\"\\u0000\"", "[]", "{}", "[[", "}}", "{", "]", ",", ":",
        "\"id\":", "\"method\":", "\"jsonrpc\":\"1.0\",", "\"params\":", "\\", "\"", "\0", "\u00ff", "NaN", "//", "\u2028", "\ufeff",
        "Content-Length: ", "Content-Length: 5\r\n\r\n", "\r\n", "\r\n\r\n", "\n", "\r",
    ];

    private static readonly string[] Headers =
    [
        "", "\r\n", "Content-Length: -1", "Content-Length: 0", "Content-Length: 99999999999", "Content-Length: 2147483647", "Content-Length: 2000000", "Content-Length: 1e3",
        "Content-Length: ", "Content-Length", "Content-Type: text/plain; charset=utf-16", "Content-Type: ; charset=", ": :", "GET / HTTP/1.1", "Content-Length: \u00ff",
    ];

    private readonly Random _random = new(seed);
    private int _id;

    /// <summary>A body: as often good as broken.</summary>
    public byte[] Body()
    {
        _id++;
        var body = Encoding.UTF8.GetBytes(Pick(Good).Replace("ID", $"{(_random.Next(10) == 0 ? _id - 1 : _id)}", StringComparison.Ordinal)).ToList();
        for (var i = _random.Next(4) - 1; i > 0 && body.Count > 0; i--) Break(body);
        return [.. body];
    }

    /// <summary>A message whose header may be broken, or which is none at all.</summary>
    public byte[] Message(RpcFraming framing)
    {
        var body = Body();
        if (framing == RpcFraming.Lines) return [.. body, (byte)'\n'];
        List<byte> message = [.. Encoding.Latin1.GetBytes(_random.Next(3) switch
        {
            0 => $"Content-Length: {body.Length + _random.Next(-3, 4)}\r\n\r\n",
            1 => $"{Pick(Headers)}\r\n{(_random.Next(2) == 0 ? $"Content-Length: {body.Length}\r\n" : "")}\r\n",
            _ => $"Content-Length: {body.Length}\r\n\r\n",
        }), .. body];
        if (_random.Next(4) == 0) Break(message);
        return [.. message];
    }

    /// <summary>Cuts bytes into pieces as a pipe may.</summary>
    public IEnumerable<byte[]> Pieces(byte[] bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var count = Math.Min(bytes.Length - at, _random.Next(8) == 0 ? 1 : _random.Next(1, 2000));
            yield return bytes[at..(at + count)];
            at += count;
        }
    }

    private void Break(List<byte> bytes)
    {
        var at = _random.Next(bytes.Count);
        var count = Math.Min(_random.Next(1, 12), bytes.Count - at);
        switch (_random.Next(9))
        {
            case 0:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 1:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 2:
                bytes.RemoveRange(at, count);
                break;
            case 3:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 4:
                bytes.InsertRange(at, bytes.GetRange(at, count));
                break;
            case 5:
                bytes.InsertRange(at, Enumerable.Repeat((byte)"[{\"\0\xff"[_random.Next(5)], _random.Next(1, 3000)));
                break;
            case 6:
                ReplaceValue(bytes, at);
                break;
            default:
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pick(Tokens)));
                break;
        }
    }

    /// <summary>Puts something else where the next member of an object has its value.</summary>
    private void ReplaceValue(List<byte> bytes, int from)
    {
        var colon = bytes.IndexOf((byte)':', from);
        if (colon < 0) return;
        var end = bytes.FindIndex(colon, value => value is (byte)',' or (byte)'}');
        if (end < 0) return;
        bytes.RemoveRange(colon + 1, end - colon - 1);
        bytes.InsertRange(colon + 1, Encoding.UTF8.GetBytes(Pick(Tokens)));
    }

    private string Pick(string[] choices) => choices[_random.Next(choices.Length)];
}
