using System.Runtime.InteropServices;
using System.Text.Json;
using AiChatLocal.Providers.Embeddings;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.OpenAiCompatible.Vendors;
using AiChatLocal.Providers.Streaming;

namespace AiChatLocal.Providers.OpenAiCompatible;

/// <summary>Vectors over <c>POST /embeddings</c>.</summary>
/// <param name="path">Below the base URL; <c>{model}</c> in it stands for the model's name.</param>
internal sealed class OpenAiEmbeddings(HttpRoom http, HttpServer server, VendorDialect dialect, string path, string model)
    : VectorGenerator(http, server, model)
{
    protected override HttpCall Ask(HttpServer server, string model, IReadOnlyList<string> texts, int? dimensions) => HttpCall.Post(
        server, path.Replace("{model}", Uri.EscapeDataString(model), StringComparison.Ordinal), Write(model, texts, dimensions), model);

    /// <summary>Each tells of which text it is; where it does not, they stand in the order of the texts.</summary>
    protected override IEnumerable<float[]> Read(JsonElement answer) => answer.Items("data")
        .Select((each, position) => (Index: each.Long("index") ?? position, Vector: ReadVector(each.Member("embedding"))))
        .OrderBy(each => each.Index)
        .Select(each => each.Vector);

    protected override long? ReadTokens(JsonElement answer) =>
        answer.Member("usage").Long("prompt_tokens") ?? answer.Member("usage").Long("total_tokens");

    /// <summary>Numbers, or what some send without being asked: their bytes as base64, the lowest first.</summary>
    private static float[] ReadVector(JsonElement vector) => vector.ValueKind != JsonValueKind.String ? Numbers(vector)
        : vector.TryGetBytesFromBase64(out var bytes) && bytes.Length % sizeof(float) == 0 ? MemoryMarshal.Cast<byte, float>(bytes).ToArray()
        // Whoever gets a part of a vector would search with it and find nothing.
        : [float.NaN];

    private RequestBody Write(string model, IReadOnlyList<string> texts, int? dimensions) => JsonWriting.ToBody(json =>
    {
        json.WriteStartObject();
        json.WriteString("model"u8, model);
        json.WriteOptional("input"u8, [.. texts]);
        json.WriteString("encoding_format"u8, "float"u8);
        if (dimensions is { } size)
        {
            json.WriteNumber(dialect.Dimensions, size);
        }

        json.WriteEndObject();
    });
}
