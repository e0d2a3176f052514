using AiChatLocal.Core.Diagnostics;
using AiChatLocal.Core.Privacy;
using AiChatLocal.Core.Providers;
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
        checks.AddRange(await Task.WhenAll(configured.Where(provider => provider.Configuration.IsEnabled).Select(async provider =>
        {
            var name = $"provider {provider.Configuration.Name}";
            var report = await provider.TestAsync(askModel: null, cancellationToken);
            // A server that is off is no fault of the installation.
            return report.Steps.FirstOrDefault(step => step.Failure is not null) is { Failure: { } failure } failed
                ? new Check(name, CheckStatus.Warning, Together(T($"{failed.Name}: {failure.What}"), failure.Why), failure.Fix)
                : new Check(name, CheckStatus.Ok, Summary(report));
        })));
        return checks;
    }

    /// <summary>What it is, what it has, and whether a model answered.</summary>
    private static LocalizedString Summary(ProviderTestReport report) => Together(report.Steps
        .Where(step => step.Name is "start" or "identity" or "version" or "models" or "token")
        .Select(step => step.Message.ToString().EndsWith('.') ? step.Message : T($"{step.Message}.")));
}
