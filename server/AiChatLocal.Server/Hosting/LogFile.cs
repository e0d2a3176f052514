using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace AiChatLocal.Server.Hosting;

/// <summary>
/// Writes log entries to stderr and, once the data directory is known, to <c>logs/sidecar.log</c> in it, which is begun anew past
/// <see cref="LargestBytes"/> (the one before is kept). Contents of messages and keys are never logged.
/// </summary>
internal sealed class LogFile(TextWriter stderr, TimeProvider time, LogLevel least) : ILoggerProvider, ILoggerFactory
{
    private const long LargestBytes = 2 * 1024 * 1024;
    private readonly Lock _gate = new();
    private string? _path;

    /// <summary>From here on entries are written to this directory too.</summary>
    public void UseDirectory(string dataDirectory) => _path = Path.Combine(dataDirectory, "logs", "sidecar.log");

    public ILogger CreateLogger(string categoryName) => new CategoryLogger(this, categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("There is one log.");

    public void Dispose()
    {
    }

    private void Write(LogLevel level, string category, string message, Exception? exception)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyy-MM-dd HH:mm:ss.fff}Z [{Word(level)}] {category}: {message}{(exception is null ? "" : $"\n{exception}")}\n");
        lock (_gate)
        {
            stderr.Write(line);
            stderr.Flush();
            AppendToFile(line);
        }
    }

    private void AppendToFile(string line)
    {
        if (_path is not { } path)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (new FileInfo(path) is { Exists: true, Length: > LargestBytes })
            {
                File.Move(path, path + ".old", overwrite: true);
            }

            File.AppendAllText(path, line, Encoding.UTF8);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A log that cannot be written must not end a reply; stderr has the entry.
        }
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Warning => "warning",
        LogLevel.Error or LogLevel.Critical => "error",
        LogLevel.Information => "info",
        _ => "debug",
    };

    private sealed class CategoryLogger(LogFile log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel level) => level >= log.Least && level != LogLevel.None;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(level))
            {
                log.Write(level, category, formatter(state, exception), exception);
            }
        }
    }

    private LogLevel Least { get; } = least;
}
