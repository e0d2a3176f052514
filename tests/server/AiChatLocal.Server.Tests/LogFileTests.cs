using AiChatLocal.Server.Hosting;
using AiChatLocal.Server.Tests.Support;
using Microsoft.Extensions.Logging;

namespace AiChatLocal.Server.Tests;

public sealed class LogFileTests : IDisposable
{
    private const int EntryLength = 300_000;
    private readonly TemporaryDirectory _directory = new();

    private string Path => System.IO.Path.Combine(_directory.Path, "logs", "sidecar.log");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_log_that_has_grown_large_is_begun_anew_and_the_one_before_is_kept()
    {
        var log = Open();
        // The limit is 2 MiB: the seventh entry goes past it, the eighth begins the next file.
        Write(log, 1, 7);
        Assert.False(File.Exists(Path + ".old"));
        Write(log, 8, 8);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], Entries(Path + ".old"));
        Assert.Equal([8], Entries(Path));

        Write(log, 9, 15);
        Assert.Equal([8, 9, 10, 11, 12, 13, 14], Entries(Path + ".old"));
        Assert.Equal([15], Entries(Path));
        Assert.Equal(2, Directory.GetFiles(System.IO.Path.GetDirectoryName(Path)!).Length);
    }

    [Fact]
    public void A_log_that_cannot_be_written_harms_nothing_and_stderr_has_the_entry()
    {
        using var stderr = new StringWriter();
        File.WriteAllText(System.IO.Path.Combine(_directory.Path, "logs"), "a file where the folder should be");
        var log = new LogFile(stderr, TimeProvider.System, LogLevel.Information);
        log.UseDirectory(_directory.Path);
        Write(log, 1, 1);
        Assert.Contains("entry 1 ", stderr.ToString(), StringComparison.Ordinal);
    }

    private LogFile Open()
    {
        var log = new LogFile(TextWriter.Null, TimeProvider.System, LogLevel.Information);
        log.UseDirectory(_directory.Path);
        return log;
    }

    private static void Write(LogFile log, int from, int to)
    {
        var logger = log.CreateLogger("Test");
        for (var i = from; i <= to; i++)
        {
            var text = $"entry {i} ".PadRight(EntryLength, '.');
            logger.Log(LogLevel.Information, default, text, null, static (state, _) => state);
        }
    }

    private static IEnumerable<int> Entries(string path) => File.ReadLines(path)
        .Select(line => int.Parse(line.Split("entry ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
}
