using AiChatLocal.Core;
using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers;
using AiChatLocal.Providers.Discovery;
using AiChatLocal.Providers.Http;
using AiChatLocal.Server.Features.Prices;
using AiChatLocal.Server.Tests.Support;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;

namespace AiChatLocal.Server.Tests;

public sealed class PriceTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly HttpRoom _http = new();

    public void Dispose()
    {
        _http.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void A_reply_costs_what_the_table_says_with_cached_tokens_at_their_own_price()
    {
        var usage = new UsageDetails { InputTokenCount = 1_000_000, CachedInputTokenCount = 400_000, OutputTokenCount = 100_000 };

        var cost = Table().CostOf(Provider("https://api.openai.com/v1"), "gpt-5.4-mini-2026-03-05", usage);

        // 0.6 M at 0.75, 0.4 M at 0.075, 0.1 M at 4.5.
        Assert.Equal(0.45 + 0.03 + 0.45, cost!.Amount, 6);
        Assert.Equal(("USD", "2026-07-02"), (cost.Currency, cost.PricesOf));
    }

    [Fact]
    public void A_long_prompt_has_the_prices_of_long_prompts()
    {
        var usage = new UsageDetails { InputTokenCount = 300_000, OutputTokenCount = 0 };
        Assert.Equal(3, Table().CostOf(Provider("https://api.openai.com/v1"), "gpt-5.5", usage)!.Amount, 6);
    }

    [Theory]
    [InlineData("https://api.openai.com/v1", "a-model-of-next-year")]
    [InlineData("https://example.org/v1", "gpt-5.5")]
    [InlineData("http://127.0.0.1:8080/v1", "gpt-5.5")]
    public void What_has_no_price_has_no_cost(string url, string model) =>
        Assert.Null(Table().CostOf(Provider(url), model, new() { InputTokenCount = 10, OutputTokenCount = 10 }));

    [Fact]
    public void A_reply_whose_tokens_were_not_told_has_no_cost() =>
        Assert.Null(Table().CostOf(Provider("https://api.openai.com/v1"), "gpt-5.5", new() { InputTokenCount = 10 }));

    [Fact]
    public void The_users_own_price_comes_first_and_a_broken_file_does_no_harm()
    {
        var usage = new UsageDetails { InputTokenCount = 500_000, OutputTokenCount = 0 };
        var file = Path.Combine(_directory.Path, "prices.json");

        File.WriteAllText(file, """{"currency":"EUR","prices":[{"vendor":"mine","model":"gpt-5.5","input":2,"output":3}]}""");
        Assert.Equal(new(1, "EUR", "user"), Table().CostOf(Provider("https://api.openai.com/v1"), "gpt-5.5", usage));

        File.WriteAllText(file, "{ not json");
        Assert.Equal(("USD", "2026-07-02"), Table().CostOf(Provider("https://api.openai.com/v1"), "gpt-4o", usage) is { } cost ? (cost.Currency, cost.PricesOf) : default);
    }

    private PriceTable Table() => new(new DataDirectory(_directory.Path), NullLogger<PriceTable>.Instance);

    private IProvider Provider(string url)
    {
        var module = new ProvidersModule(_http, ProbeSettings.FromEnvironment(static _ => "none"), TimeProvider.System);
        return module.Find("openai-compatible")!.Create(new ProviderConfiguration("p", "openai-compatible", "mine", new Uri(url)));
    }
}
