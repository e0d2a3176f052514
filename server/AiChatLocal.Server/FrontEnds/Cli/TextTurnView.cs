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

    public ValueTask ProgressAsync(ReplyPhase phase, double? fraction, CancellationToken cancellationToken)
    {
        if (!errorIsRedirected && phase != ReplyPhase.Connecting)
        {
            var what = phase == ReplyPhase.LoadingModel ? "Loading the model" : "Reading the prompt";
            error.Write($"{EraseLine}{Dim}{what}{(fraction is { } done ? $" {done * 100:0} %" : "")}{Plain}");
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
