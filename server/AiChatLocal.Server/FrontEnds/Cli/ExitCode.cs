using AiChatLocal.Core;

namespace AiChatLocal.Server.FrontEnds.Cli;

/// <summary>What scripts can rely on; docs/cli.md lists them.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int NoAnswer = 3;
    public const int Storage = 4;
    public const int Cancelled = 130;

    /// <summary>As a shell names a process that SIGPIPE ended.</summary>
    public const int OutputClosed = 141;

    public static int For(ProblemException exception) => exception switch
    {
        StorageException => Storage,
        ProviderException { Problem.Kind: ProblemKind.Unreachable or ProblemKind.NoModel or ProblemKind.ModelNotFound or ProblemKind.NotDownloaded or ProblemKind.EngineMissing } => NoAnswer,
        RequestException { Problem.Kind: ProblemKind.ModelNotFound } => NoAnswer,
        RequestException { Problem.Kind: ProblemKind.Invalid } => Usage,
        _ => Failed,
    };
}
