using System.Text.Json;
using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Core.Providers;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace AiChatLocal.Server.Features.Prices;

/// <summary>
/// Estimates what a reply costs. The user's own <c>prices.json</c> in the data directory comes before the table of the product. A model that
/// neither knows has no cost, which is not the same as a cost of nothing.
/// </summary>
internal sealed partial class PriceTable(DataDirectory directory, ILogger<PriceTable> logger)
{
    private const double PricedTokens = 1_000_000;
    private const string UserTable = "user";

    private readonly Lazy<PriceFile> _product = new(ReadProduct);

    public Cost? CostOf(IProvider provider, string model, UsageDetails usage)
    {
        if (!provider.LeavesThisMachine || usage.InputTokenCount is not { } input || usage.OutputTokenCount is not { } output)
        {
            return null;
        }

        if (Find(provider, model) is not var (price, table))
        {
            return null;
        }

        var cached = Math.Min(usage.CachedInputTokenCount ?? 0, input);
        var written = Math.Min(usage.AdditionalCounts?.GetValueOrDefault(UsageCounts.CacheWrite) ?? 0, input - cached);
        var (inputPrice, outputPrice) = price.Above is { } above && input > above.Tokens ? (above.Input, above.Output) : (price.Input, price.Output);
        var amount = ((input - cached - written) * inputPrice)
            + (cached * (price.CacheRead ?? inputPrice))
            + (written * (price.CacheWrite ?? inputPrice))
            + (output * outputPrice);
        return new(amount / PricedTokens, table.Currency ?? "USD", table.Date ?? UserTable);
    }

    private (Price Price, PriceFile Table)? Find(IProvider provider, string model)
    {
        var vendors = VendorsOf(provider);
        return new[] { ReadUser(), _product.Value }.OfType<PriceFile>()
            .SelectMany(table => NamesOf(model), (table, name) => (Price: table.Prices.FirstOrDefault(each => each.Model == name && vendors.Contains(each.Vendor)), table))
            .FirstOrDefault(found => found.Price is not null) is ({ } price, var from) ? (price, from) : null;
    }

    private HashSet<string> VendorsOf(IProvider provider)
    {
        var configuration = provider.Configuration;
        HashSet<string> vendors = [configuration.Name, configuration.Kind];
        if (configuration.BaseUrl?.Host is { } host && _product.Value.Hosts?.GetValueOrDefault(host) is { } vendor)
        {
            vendors.Add(vendor);
        }

        return vendors;
    }

    /// <summary>The name itself, without the vendor that a router puts before it, and without the date of a version.</summary>
    private static IEnumerable<string> NamesOf(string model)
    {
        yield return model;
        var plain = model[(model.LastIndexOf('/') + 1)..];
        yield return plain;
        yield return VersionDate().Replace(plain, "");
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"-\d{4}-?\d{2}-?\d{2}$")]
    private static partial System.Text.RegularExpressions.Regex VersionDate();

    private static PriceFile ReadProduct()
    {
        using var stream = typeof(PriceTable).Assembly.GetManifestResourceStream("prices.json")!;
        return JsonSerializer.Deserialize(stream, PriceJson.Default.PriceFile)!;
    }

    private PriceFile? ReadUser()
    {
        var path = Path.Combine(directory.Path, "prices.json");
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize(stream, PriceJson.Default.PriceFile);
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            // A price is an extra: the answer is there, and its cost stays unknown or the product's own.
            LogUnreadable(logger, path, exception);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The prices in {Path} cannot be read and are not used")]
    private static partial void LogUnreadable(ILogger logger, string path, Exception exception);
}
