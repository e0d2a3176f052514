using System.Text.Json;
using AiChatLocal.Providers.Embeddings;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Streaming;

namespace AiChatLocal.Providers.Ollama;

/// <summary>Vectors over <c>POST /api/embed</c>. A text that is too long is refused: by itself Ollama would cut it and say nothing.</summary>
internal sealed class OllamaEmbeddings(HttpRoom http, HttpServer server, string model) : VectorGenerator(http, server, model)
{
    protected override HttpCall Ask(HttpServer server, string model, IReadOnlyList<string> texts, int? dimensions) =>
        HttpCall.Post(server, "/api/embed", Write(model, texts, dimensions), model);

    protected override IEnumerable<float[]> Read(JsonElement answer) => answer.Items("embeddings").Select(Numbers);

    protected override long? ReadTokens(JsonElement answer) => answer.Long("prompt_eval_count");

    private static RequestBody Write(string model, IReadOnlyList<string> texts, int? dimensions) => JsonWriting.ToBody(json =>
    {
        json.WriteStartObject();
        json.WriteString("model"u8, model);
        json.WriteOptional("input"u8, [.. texts]);
        json.WriteBoolean("truncate"u8, false);
        json.WriteOptional("dimensions"u8, dimensions);
        json.WriteEndObject();
    });
}
