using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiChatLocal.Providers.OpenAiCompatible.Vendors;

/// <summary>The vendors that are known: data, in <c>vendors.json</c>. A further one is an entry there.</summary>
internal sealed partial class VendorCatalogue
{
    private static readonly Lazy<VendorCatalogue> Loaded = new(() =>
    {
        using var stream = typeof(VendorCatalogue).Assembly.GetManifestResourceStream("AiChatLocal.Providers.OpenAiCompatible.vendors.json")
            ?? throw new InvalidOperationException("The list of vendors is not in the assembly.");
        return Read(stream);
    });

    public static VendorCatalogue Known => Loaded.Value;

    /// <summary>Where the facts were taken from.</summary>
    public required string Source { get; set; }

    /// <summary>When they were.</summary>
    public required string Date { get; set; }

    public required IReadOnlyList<Vendor> Vendors { get; set; }

    public static VendorCatalogue Read(Stream stream) => JsonSerializer.Deserialize(stream, VendorJson.Default.VendorCatalogue)
        ?? throw new JsonException("The list of vendors is null.");

    public Vendor? Find(string? id) => Vendors.FirstOrDefault(vendor => vendor.Id == id);

    /// <summary>The vendor whose address it is.</summary>
    public Vendor? FindByHost(Uri url) => Vendors.FirstOrDefault(vendor => vendor.Address?.Host.Equals(url.Host, StringComparison.OrdinalIgnoreCase) ?? false);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
    [JsonSerializable(typeof(VendorCatalogue))]
    private sealed partial class VendorJson : JsonSerializerContext;
}
