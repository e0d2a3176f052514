using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AiChatLocal.Core;
using AiChatLocal.Protocol;
using AiChatLocal.Server.Features;
using AiChatLocal.Server.Hosting;
using Microsoft.Extensions.Logging;

namespace AiChatLocal.Server.FrontEnds.Cli;

/// <summary>One run of a command: its parts, its output, and how it ends.</summary>
internal sealed class CliSession : IAsyncDisposable
{
    private readonly StreamWriter _output = Terminal.OpenOutput();

    private CliSession(DataDirectory directory, bool json)
    {
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
            await using var session = new CliSession(
                DataDirectories.Resolve(parsed.GetValue(GlobalOptions.DataDirectory)), parsed.GetValue(GlobalOptions.Json));
            try
            {
                return await run(session, parsed, signals.Token);
            }
            catch (ProblemException exception)
            {
                session.Tell(exception.Problem);
                return ExitCode.For(exception);
            }
            catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
            {
                return ExitCode.Cancelled;
            }
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
            // The last line of a failed command, told from others by its member.
            _output.WriteLine($"{{\"error\":{JsonSerializer.Serialize(problem.What, ProtocolJsonContext.Default.String)},\"data\":{JsonSerializer.Serialize(problem.ToErrorData(), ProtocolJsonContext.Default.ErrorData)}}}");
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
}
