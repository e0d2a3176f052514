using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AiChatLocal.Providers.Tests.Support;

#pragma warning disable RS0030 // A server that is not HTTP.

/// <summary>Says the same to whoever connects, reads what comes until an empty line, and closes.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    /// <param name="greets">Before anything was read; otherwise after it.</param>
    public RawServer(string says, bool greets, IPAddress? address = null)
    {
        _listener = new(address ?? IPAddress.Loopback, 0);
        _listener.Start();
        _running = RunAsync(says, greets);
    }

    public static bool HasIPv6 => Socket.OSSupportsIPv6;

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync(string says, bool greets)
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await using var stream = client.GetStream();
                try
                {
                    if (greets)
                    {
                        await stream.WriteAsync(Encoding.ASCII.GetBytes(says), _stop.Token);
                        client.Client.Shutdown(SocketShutdown.Send);
                        while (await stream.ReadAsync(new byte[256], _stop.Token) > 0)
                        {
                        }
                    }
                    else
                    {
                        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
                        while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 })
                        {
                        }

                        await stream.WriteAsync(Encoding.ASCII.GetBytes(says), _stop.Token);
                    }
                }
                catch (IOException)
                {
                    // Who asked has left.
                }
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException)
        {
        }
    }
}
