using AiChatLocal.Core;
using AiChatLocal.Core.Providers;

namespace AiChatLocal.Providers.Discovery;

/// <param name="Detail">What lies behind it, such as the raw answer.</param>
internal sealed record Found(LocalizedString Message, string? Detail = null)
{
    public static implicit operator Found(LocalizedString message) => new(message);
}

/// <summary>Runs the steps of a provider's test one after the other and stops at the first that fails.</summary>
internal sealed class ProviderTester(TimeProvider time)
{
    private readonly List<ProviderTestStep> _steps = [];

    public bool HasFailed { get; private set; }

    /// <param name="step">Returns what was found.</param>
    public async Task RunAsync(string name, Func<Task<Found>> step)
    {
        if (HasFailed)
        {
            return;
        }

        var start = time.GetTimestamp();
        try
        {
            var found = await step().ConfigureAwait(false);
            _steps.Add(new(name, time.GetElapsedTime(start), found.Message, Detail: found.Detail));
        }
        catch (ProviderException failure)
        {
            HasFailed = true;
            _steps.Add(new(name, time.GetElapsedTime(start), failure.Problem.What, failure.Problem, failure.Problem.Detail));
        }
    }

    public ProviderTestReport Report(string? version) => new(_steps, version);
}
