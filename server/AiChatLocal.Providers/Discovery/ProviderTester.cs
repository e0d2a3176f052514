using AiChatLocal.Core;
using AiChatLocal.Core.Providers;

namespace AiChatLocal.Providers.Discovery;

/// <summary>Runs the steps of a provider's test one after the other and stops at the first that fails.</summary>
internal sealed class ProviderTester(TimeProvider time)
{
    private readonly List<ProviderTestStep> _steps = [];
    private bool _failed;

    /// <param name="step">Returns what was found.</param>
    public async Task RunAsync(string name, Func<Task<string>> step)
    {
        if (_failed)
        {
            return;
        }

        var start = time.GetTimestamp();
        try
        {
            var message = await step().ConfigureAwait(false);
            _steps.Add(new(name, time.GetElapsedTime(start), message));
        }
        catch (ProviderException failure)
        {
            _failed = true;
            _steps.Add(new(name, time.GetElapsedTime(start), failure.Problem.What, failure.Problem));
        }
    }

    public ProviderTestReport Report(string? version) => new(_steps, version);
}
