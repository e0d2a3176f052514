using System.Text.Json.Serialization;

namespace AiChatLocal.Server.Features.Prices;

/// <summary>The content of <c>prices.json</c>: the one that comes with the product, and the user's own beside the database.</summary>
/// <param name="Date">Of the prices; <c>user</c> in the user's own file when it says nothing.</param>
/// <param name="Hosts">Which vendor a host belongs to.</param>
internal sealed record PriceFile(IReadOnlyList<Price> Prices, string? Date = null, string? Source = null, string? Currency = null, IReadOnlyDictionary<string, string>? Hosts = null);

/// <param name="Vendor">A kind of provider, a vendor of <see cref="PriceFile.Hosts"/>, or the name of a provider.</param>
/// <param name="Input">For a million tokens, as all of them.</param>
/// <param name="CacheRead">Of tokens that the vendor's cache held; null: as input.</param>
/// <param name="CacheWrite">Of tokens that were put into the vendor's cache; null: as input.</param>
/// <param name="Above">Other prices for a prompt that is longer than so many tokens.</param>
internal sealed record Price(
    string Vendor, string Model, double Input, double Output, double? CacheRead = null, double? CacheWrite = null, LongPromptPrice? Above = null);

internal sealed record LongPromptPrice(long Tokens, double Input, double Output);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PriceFile))]
internal sealed partial class PriceJson : JsonSerializerContext;
