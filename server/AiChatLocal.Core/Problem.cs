using AiChatLocal.Core.Generation;

namespace AiChatLocal.Core;

/// <summary>What went wrong, in the words that a user reads. Keys never stand in it.</summary>
/// <param name="Kind">A stable word for programs, e.g. <c>unreachable</c>.</param>
/// <param name="What">What happened, in one sentence.</param>
/// <param name="Why">The cause.</param>
/// <param name="Fix">What to do next.</param>
/// <param name="Detail">The vendor's or the system's own words.</param>
/// <param name="Retryable">True when the same may succeed later without any change.</param>
/// <param name="RetryAfter">When the server said it may succeed.</param>
/// <param name="Context">For <see cref="ProblemKind.ContextTooLong"/>, where it is known: what takes how much.</param>
public sealed record Problem(
    string Kind,
    LocalizedString What,
    LocalizedString? Why = null,
    LocalizedString? Fix = null,
    string? Detail = null,
    bool Retryable = false,
    TimeSpan? RetryAfter = null,
    ContextUse? Context = null);

/// <summary>A failure that has been understood and put into words.</summary>
public abstract class ProblemException(Problem problem, Exception? inner = null) : Exception(problem.What, inner)
{
    public Problem Problem { get; } = problem;
}

/// <summary>A model server, an API or the embedded engine failed.</summary>
public sealed class ProviderException(Problem problem, Exception? inner = null) : ProblemException(problem, inner);

/// <summary>The database or a file in the data directory could not be read or written.</summary>
public sealed class StorageException(Problem problem, Exception? inner = null) : ProblemException(problem, inner);

/// <summary>What was asked cannot be done: something does not exist, a name is taken.</summary>
public sealed class RequestException(Problem problem, Exception? inner = null) : ProblemException(problem, inner);

/// <summary>The words of <see cref="Problem.Kind"/> that code depends on; providers may use others.</summary>
public static class ProblemKind
{
    public const string Unreachable = "unreachable";
    public const string LocalOnly = "localOnly";
    public const string Unauthorized = "unauthorized";
    public const string ModelNotFound = "modelNotFound";
    public const string ContextTooLong = "contextTooLong";
    public const string RateLimited = "rateLimited";
    public const string Refused = "refused";
    public const string ServerError = "serverError";
    public const string UnexpectedAnswer = "unexpectedAnswer";
    public const string StreamCut = "streamCut";
    public const string EngineMissing = "engineMissing";
    public const string EngineCrashed = "engineCrashed";
    public const string NoModel = "noModel";
    public const string NotDownloaded = "notDownloaded";
    public const string DownloadFailed = "downloadFailed";
    public const string DiskFull = "diskFull";
    public const string ReadOnly = "readOnly";
    public const string Corrupt = "corrupt";
    public const string NewerVersion = "newerVersion";
    public const string Busy = "busy";
    public const string StorageFailed = "storageFailed";
    public const string NotFound = "notFound";
    public const string Conflict = "conflict";
    public const string Invalid = "invalid";
    public const string Unsupported = "unsupported";
}
