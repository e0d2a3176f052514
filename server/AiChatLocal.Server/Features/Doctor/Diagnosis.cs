using AiChatLocal.Core.Diagnostics;
using AiChatLocal.Core.Privacy;
using AiChatLocal.Server.Features.Providers;

namespace AiChatLocal.Server.Features.Doctor;

/// <summary>All checks of this installation: its storage first, then each provider.</summary>
internal sealed class Diagnosis(IStorageDoctor storage, ProviderCatalog providers)
{
    public async Task<IReadOnlyList<Check>> RunAsync(bool repair, string? restoreBackup, CancellationToken cancellationToken)
    {
        List<Check> checks = [];
        if (restoreBackup is not null)
        {
            checks.Add(await storage.RestoreAsync(restoreBackup, cancellationToken));
        }

        checks.AddRange(await storage.RunAsync(repair, cancellationToken));
        EgressScope.Enter(EgressPurpose.Test);
        var configured = await providers.ListAsync(cancellationToken);
        checks.AddRange(await Task.WhenAll(configured.Select(async provider =>
        {
            var name = $"provider {provider.Configuration.Name}";
            var report = await provider.TestAsync(cancellationToken);
            // A server that is off is no fault of the installation.
            return report.Steps.FirstOrDefault(step => step.Failure is not null) is { Failure: { } failure } failed
                ? new Check(name, CheckStatus.Warning, $"{failed.Name}: {failure.What}", failure.Fix)
                : new Check(name, CheckStatus.Ok, report.Steps.Count > 0 ? report.Steps[^1].Message : "Nothing to check.");
        })));
        return checks;
    }
}
