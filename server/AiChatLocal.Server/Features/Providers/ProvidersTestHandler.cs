using AiChatLocal.Core.Privacy;
using AiChatLocal.Core.Providers;
using AiChatLocal.Protocol.Providers;
using ProviderTestStep = AiChatLocal.Protocol.Providers.ProviderTestStep;

namespace AiChatLocal.Server.Features.Providers;

internal sealed class ProvidersTestHandler(ProviderCatalog catalog)
{
    public async Task<ProvidersTestResult> HandleAsync(ProvidersTestParams parameters, CancellationToken cancellationToken)
    {
        var provider = await catalog.FindByIdAsync(parameters.ProviderId, cancellationToken)
            ?? throw ProviderEditor.NotFound(parameters.ProviderId);
        EgressScope.Enter(EgressPurpose.Test);
        var report = await provider.TestAsync(parameters.AskModel, cancellationToken);
        return new(report.Ok, [.. report.Steps.Select(ToWire)], report.Version);
    }

    private static ProviderTestStep ToWire(Core.Providers.ProviderTestStep step) => new(
        step.Name, step.Failure is null, step.Duration.TotalMilliseconds, step.Message, step.Failure?.Fix, step.Detail, step.Failure?.Why);
}
