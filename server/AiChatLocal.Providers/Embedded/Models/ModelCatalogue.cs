using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiChatLocal.Providers.Embedded.Models;

/// <summary>The models that can be downloaded: data, in <c>catalogue.json</c>.</summary>
internal static partial class ModelCatalogue
{
    private static readonly Lazy<IReadOnlyList<CatalogueModel>> Loaded = new(Load);

    public static IReadOnlyList<CatalogueModel> Models => Loaded.Value;

    private static CatalogueModel[] Load()
    {
        using var stream = typeof(ModelCatalogue).Assembly.GetManifestResourceStream("AiChatLocal.Providers.Embedded.catalogue.json")
            ?? throw new InvalidOperationException("The catalogue of models is not in the assembly.");
        return JsonSerializer.Deserialize(stream, CatalogueJson.Default.CatalogueModelArray) ?? [];
    }

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(CatalogueModel[]))]
    private sealed partial class CatalogueJson : JsonSerializerContext;
}
