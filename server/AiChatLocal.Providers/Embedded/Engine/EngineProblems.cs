using AiChatLocal.Core;
using AiChatLocal.Rpc;

namespace AiChatLocal.Providers.Embedded.Engine;

/// <summary>Puts what goes wrong with the engine into words.</summary>
internal static class EngineProblems
{
    /// <summary>An error that the engine answered with; its words are for users already.</summary>
    public static ProviderException From(RpcException answer) => new(
        answer.ErrorData is { } data
            ? new(data.Kind, Verbatim(answer.Message), VerbatimOrNull(data.Why), VerbatimOrNull(data.Fix), data.Detail, data.Retryable)
            : new("engineFailed", $"The embedded engine failed.", null, $"Ask again.", answer.Message, Retryable: true),
        answer);

    public static ProviderException Crashed(int? exitCode, string lastWords, Exception? inner) => new(
        new(
            ProblemKind.EngineCrashed,
            $"The embedded engine stopped while it worked on this.",
            exitCode is { } code ? T($"Its process ended with code {code}. A model that needs more memory than there is, is the usual cause.") : T($"Its process ended."),
            $"Ask again: the engine is started anew. If it happens again, choose a smaller model.",
            lastWords.Length == 0 ? null : lastWords,
            Retryable: true),
        inner);

    public static ProviderException NotStarted(EngineLocation location, Exception inner) => new(
        new(
            ProblemKind.EngineMissing,
            $"The embedded engine cannot be started.",
            $"{location.Node} did not run.",
            $"Install Node.js 20 or newer, or use a model of another provider.",
            inner.Message),
        inner);
}
