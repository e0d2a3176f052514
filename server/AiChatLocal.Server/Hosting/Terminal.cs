using System.Text;

namespace AiChatLocal.Server.Hosting;

/// <summary>The process's three streams: the only place that touches them.</summary>
#pragma warning disable RS0030 // Console is banned everywhere else, because stdout is the wire.
internal static class Terminal
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static readonly TextWriter Error = new StreamWriter(Console.OpenStandardError(), Utf8) { AutoFlush = true };

    public static bool InputIsRedirected => Console.IsInputRedirected;

    public static bool OutputIsRedirected => Console.IsOutputRedirected;

    public static bool ErrorIsRedirected => Console.IsErrorRedirected;

    /// <summary>stdin and stdout as raw bytes.</summary>
    public static (Stream Receiving, Stream Sending) OpenWire() => (Console.OpenStandardInput(), Console.OpenStandardOutput());

    /// <summary>stdout as text without a byte-order mark.</summary>
    public static StreamWriter OpenOutput() => new(Console.OpenStandardOutput(), Utf8);

    /// <inheritdoc cref="OpenOutput()"/>
    /// <param name="onClosed">Called once, when what was written met a pipe that nobody reads.</param>
    public static StreamWriter OpenOutput(Action onClosed) =>
        new(new WatchedOutput(Console.OpenStandardOutput(), ClosedPipe.IsOutputClosed, onClosed), Utf8);

    /// <summary>stdin up to its end.</summary>
    public static Task<string> ReadInputAsync(CancellationToken cancellationToken)
    {
        // A read that has begun cannot be cancelled, so the wait for it is given up instead.
        return Task.Run(ReadAsync, CancellationToken.None).WaitAsync(cancellationToken);

        static async Task<string> ReadAsync()
        {
            using var reader = new StreamReader(Console.OpenStandardInput(), Utf8);
            return await reader.ReadToEndAsync(CancellationToken.None);
        }
    }
}
#pragma warning restore RS0030
