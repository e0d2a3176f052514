using AiChatLocal.Core.Providers;
using AiChatLocal.Server.Features.Chat;

namespace AiChatLocal.Server.FrontEnds.Cli;

/// <summary>Prints an answer as it comes. Thinking and progress go to stderr, dimmed, and only to a terminal.</summary>
internal sealed class TextTurnView(TextWriter output, TextWriter error, bool errorIsRedirected) : ITurnView
{
    private const string Dim = "\u001b[2m";
    private const string Plain = "\u001b[0m";
    private const string EraseLine = "\r\u001b[2K";
    private bool _statusShown;
    private bool _thinking;

    public ValueTask StartedAsync(TurnStart start, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask ProgressAsync(TurnProgress progress, CancellationToken cancellationToken)
    {
        if (!errorIsRedirected && progress.Phase != ReplyPhase.Connecting)
        {
            var what = progress.Phase switch
            {
                ReplyPhase.LoadingModel => "Loading the model",
                ReplyPhase.Summarising => "Summarising the oldest messages",
                ReplyPhase.Retrying => $"{progress.Reason} Trying again in {progress.RetryIn?.TotalSeconds:0} s",
                _ => "Reading the prompt",
            };
            error.Write($"{EraseLine}{Dim}{what}{(progress.Fraction is { } done ? $" {done * 100:0} %" : "")}{Plain}");
            _statusShown = true;
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask TextAsync(string text, CancellationToken cancellationToken)
    {
        ClearStatus();
        if (_thinking)
        {
            _thinking = false;
            await error.WriteAsync($"{Plain}\n\n");
        }

        await output.WriteAsync(text.AsMemory(), cancellationToken);
        await output.FlushAsync(cancellationToken);
    }

    public ValueTask ThinkingAsync(string text, CancellationToken cancellationToken)
    {
        if (!errorIsRedirected)
        {
            ClearStatus();
            error.Write(_thinking ? text : Dim + text);
            _thinking = true;
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask FlushAsync() => ValueTask.CompletedTask;

    private void ClearStatus()
    {
        if (_statusShown)
        {
            _statusShown = false;
            error.Write(EraseLine);
        }
    }
}
