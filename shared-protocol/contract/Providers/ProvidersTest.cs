namespace AiChatLocal.Protocol.Providers;

/// <summary>Tries a provider step by step: reach it, tell what it is, list its models.</summary>
[RpcRequest("providers/test")]
public sealed record ProvidersTestParams(string ProviderId) : IRpcRequest<ProvidersTestResult>;

/// <param name="Version">What the server says of itself, where it says so.</param>
public sealed record ProvidersTestResult(bool Ok, IReadOnlyList<ProviderTestStep> Steps, string? Version = null);

/// <param name="Name">E.g. <c>reach</c>, <c>identity</c>, <c>models</c>.</param>
/// <param name="Message">What was found, or what went wrong.</param>
/// <param name="Fix">What the user can do, when the step failed.</param>
/// <param name="Detail">The raw answer or system error, when the step failed.</param>
public sealed record ProviderTestStep(
    string Name, bool Ok, double DurationMs, string Message, string? Fix = null, string? Detail = null);
