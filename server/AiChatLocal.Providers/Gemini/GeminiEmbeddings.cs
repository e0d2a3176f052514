using System.Text.Json;
using AiChatLocal.Providers.Embeddings;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Streaming;

namespace AiChatLocal.Providers.Gemini;

/// <summary>Vectors over <c>:batchEmbedContents</c>, which takes 100 texts at most and tells no usage.</summary>
internal sealed class GeminiEmbeddings(HttpRoom http, HttpServer server, string model) : VectorGenerator(http, server, model)
{
    protected override int TextsPerRequest => 100;

    protected override HttpCall Ask(HttpServer server, string model, IReadOnlyList<string> texts, int? dimensions) =>
        HttpCall.Post(server, GeminiAddress.Path(model, "batchEmbedContents"), Write(model, texts, dimensions), model);

    protected override IEnumerable<float[]> Read(JsonElement answer) => answer.Items("embeddings").Select(each => Numbers(each.Member("values")));

    private static RequestBody Write(string model, IReadOnlyList<string> texts, int? dimensions) => JsonWriting.ToBody(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("requests"u8);
        foreach (var text in texts)
        {
            json.WriteStartObject();
            json.WriteString("model"u8, GeminiAddress.FullName(model));
            json.WriteStartObject("content"u8);
            json.WriteStartArray("parts"u8);
            json.WriteStartObject();
            json.WriteString("text"u8, text);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteOptional("outputDimensionality"u8, dimensions);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
