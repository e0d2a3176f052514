using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AiChatLocal.Core;
using AiChatLocal.Protocol;
using AiChatLocal.Server.Hosting;
using Microsoft.Extensions.Logging;

namespace AiChatLocal.Server.FrontEnds.Cli;

/// <summary>One run of a command: its parts, its output, and how it ends.</summary>
internal sealed class CliSession : IAsyncDisposable
{
    private readonly StreamWriter _output;
    private bool _outputClosed;

    private CliSession(DataDirectory directory, bool json, CancellationTokenSource stopping)
    {
        _output = Terminal.OpenOutput(() =>
        {
            _outputClosed = true;
            _ = stopping.CancelAsync();
        });
        var log = new LogFile(TextWriter.Null, TimeProvider.System, LogLevel.Information);
        log.UseDirectory(directory.Path);
        Sidecar = new(directory, TimeProvider.System, log);
        Json = json;
    }

    public Sidecar Sidecar { get; }

    /// <summary>True when stdout carries JSON only.</summary>
    public bool Json { get; }

    public TextWriter Output => _output;

    /// <summary>Makes an action of a command: errors become words on stderr (or JSON on stdout) and an exit code.</summary>
    public static Func<ParseResult, CancellationToken, Task<int>> Action(
        Func<CliSession, ParseResult, CancellationToken, Task<int>> run) => async (parsed, _) =>
        {
            using var signals = new EndSignals();
            using var stopping = CancellationTokenSource.CreateLinkedTokenSource(signals.Token);
            await using var session = new CliSession(
                DataDirectories.Resolve(parsed.GetValue(GlobalOptions.DataDirectory)), parsed.GetValue(GlobalOptions.Json), stopping);
            return await session.RunAsync(() => run(session, parsed, stopping.Token), stopping.Token);
        };

    /// <summary>One JSON value on a line of its own.</summary>
    public void Write<T>(T value)
    {
        var type = (JsonTypeInfo<T>)ProtocolJsonContext.Default.GetTypeInfo(typeof(T))!;
        _output.WriteLine(JsonSerializer.Serialize(value, type));
        _output.Flush();
    }

    public void Tell(Problem problem)
    {
        _output.Flush();
        if (Json)
        {
            _output.WriteLine(JsonLines.Error(problem));
            return;
        }

        Terminal.Error.WriteLine(problem.What);
        foreach (var (label, text) in new[] { ("Why", problem.Why), ("What to do", problem.Fix), ("Its own words", problem.Detail) })
        {
            if (!string.IsNullOrEmpty(text))
            {
                Terminal.Error.WriteLine($"  {label}: {text}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _output.FlushAsync();
        await Sidecar.DisposeAsync();
    }

    private async Task<int> RunAsync(Func<Task<int>> run, CancellationToken stopped)
    {
        var code = ExitCode.Cancelled;
        try
        {
            code = await run();
        }
        catch (ProblemException exception)
        {
            Tell(exception.Problem);
            code = ExitCode.For(exception);
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            // What had to be kept is kept.
        }

        await _output.FlushAsync(CancellationToken.None);
        return _outputClosed && code is (ExitCode.Ok or ExitCode.Cancelled) ? ExitCode.OutputClosed : code;
    }
}
