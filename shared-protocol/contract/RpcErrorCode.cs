namespace AiChatLocal.Protocol;

/// <summary>Every error code that may stand in a response. The first five are JSON-RPC 2.0's own.</summary>
public static class RpcErrorCode
{
    public const int ParseError = -32700;
    public const int InvalidRequest = -32600;
    public const int MethodNotFound = -32601;
    public const int InvalidParams = -32602;
    public const int InternalError = -32603;

    /// <summary>A request other than <c>initialize</c> came first (LSP's ServerNotInitialized).</summary>
    public const int NotInitialized = -32002;

    /// <summary>The client cancelled a request that has no partial result to give (LSP's RequestCancelled).</summary>
    public const int RequestCancelled = -32800;

    /// <summary>Client and server were built from different contracts.</summary>
    public const int ContractMismatch = -32010;

    /// <summary>What an id or a name refers to does not exist.</summary>
    public const int NotFound = -32011;

    /// <summary>The request is well formed but cannot be carried out now: a name is taken, a reply is running.</summary>
    public const int Conflict = -32012;

    /// <summary>A model server, an API or the embedded engine failed; <see cref="ErrorData.Kind"/> says how.</summary>
    public const int ProviderFailed = -32020;

    /// <summary>The database or a file in the data directory could not be read or written.</summary>
    public const int StorageFailed = -32030;
}

/// <summary>
/// <c>error.data</c> of a response. <c>error.message</c> says what happened in one sentence; this says the rest.
/// </summary>
/// <param name="Kind">A stable word for programs, e.g. <c>unreachable</c>, <c>modelNotFound</c>, <c>diskFull</c>.</param>
/// <param name="Why">The cause, in plain words.</param>
/// <param name="Fix">What the user can do next.</param>
/// <param name="Detail">The vendor's or the system's own words, unchanged but for keys, which are masked.</param>
/// <param name="Retryable">True when the same request may succeed later without any change.</param>
/// <param name="Context">For the kind <c>contextTooLong</c>, where it is known: what takes how much.</param>
public sealed record ErrorData(
    string Kind, string? Why = null, string? Fix = null, string? Detail = null, bool Retryable = false, Chat.ContextUse? Context = null);
