namespace AiChatLocal.Protocol.Providers;

/// <summary>Tries a provider step by step, up to the first step that fails.</summary>
/// <param name="AskModel">Whether a model is asked for one token. Left out: when that stays on this machine and a model is loaded.</param>
[RpcRequest("providers/test")]
public sealed record ProvidersTestParams(string ProviderId, bool? AskModel = null) : IRpcRequest<ProvidersTestResult>;

/// <param name="Version">What the server says of itself, where it says so.</param>
public sealed record ProvidersTestResult(bool Ok, IReadOnlyList<ProviderTestStep> Steps, string? Version = null);

/// <param name="Name">
/// Over HTTP: <c>name</c>, <c>tcp</c>, <c>tls</c>, <c>identity</c>, <c>version</c>, <c>authentication</c>, <c>models</c>, <c>token</c>.
/// The embedded engine: <c>start</c>, <c>models</c>, <c>token</c>.
/// </param>
/// <param name="Message">What was found, or what went wrong.</param>
/// <param name="Fix">What the user can do, when the step failed.</param>
/// <param name="Detail">The raw answer or the system's words, keys masked.</param>
/// <param name="Why">The cause, when the step failed.</param>
public sealed record ProviderTestStep(
    string Name, bool Ok, double DurationMs, string Message, string? Fix = null, string? Detail = null, string? Why = null);
