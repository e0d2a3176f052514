using AiChatLocal.Core;
using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Providers;
using AiChatLocal.Server.Features.Models;
using AiChatLocal.Server.Features.Providers;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Server.Tests;

public sealed class RefusedModelsTests
{
    [Fact]
    public async Task Models_of_a_refused_provider_stay_listed_with_the_reason_and_are_no_default()
    {
        var outside = new OutsideKind();
        await using var providers = new ProviderCatalog(outside, [outside]);
        var catalog = new ModelCatalog(providers, outside, TimeProvider.System);
        var handler = new ModelsListHandler(catalog, new(catalog, outside));
        var before = await handler.HandleAsync(new(), TestContext.Current.CancellationToken);
        outside.Refuses = true;
        var after = await handler.HandleAsync(new(), TestContext.Current.CancellationToken);

        Assert.Equal(("work/large", null), (before.DefaultModel, Assert.Single(before.Models).UnavailableBecause));
        Assert.Equal((null, "Local only is on."), (after.DefaultModel, Assert.Single(after.Models).UnavailableBecause));
        Assert.Empty(after.Problems);
    }

    /// <summary>A provider on another machine, with its configuration.</summary>
    private sealed class OutsideKind : IProviderKind, IProvider, IConfigurationStore
    {
        private static readonly ProviderConfiguration Work = new("1", "outside", "work");

        public bool Refuses { get; set; }

        public ProviderKindDescription Description { get; } = new("outside", "Outside", $"", TakesBaseUrl: true, null, TakesApiKey: true);

        public ProviderConfiguration Configuration => Work;

        public bool LeavesThisMachine => true;

        public IProvider Create(ProviderConfiguration configuration) => this;

        public Task<IReadOnlyList<ModelDescription>> ListModelsAsync(CancellationToken cancellationToken) => Refuses
            ? throw new ProviderException(new(ProblemKind.LocalOnly, $"Nothing was sent.", $"Local only is on."))
            : Task.FromResult<IReadOnlyList<ModelDescription>>([new("large", "Large", ModelState.Available, [])]);

        public ValueTask<UserConfiguration> ReadAsync(CancellationToken cancellationToken) => new(new UserConfiguration([Work]));

        public Task<UserConfiguration> UpdateAsync(Func<UserConfiguration, UserConfiguration> change, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<DiscoveredServer>> DiscoverAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public IChatClient GetChatClient(string model) => throw new NotSupportedException();

        public Task<ProviderTestReport> TestAsync(bool? askModel, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
