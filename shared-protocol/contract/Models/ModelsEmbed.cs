namespace AiChatLocal.Protocol.Models;

/// <summary>
/// Makes a vector of each text. What is too long for the model is refused, never cut. Texts leave this machine when the model does.
/// </summary>
/// <param name="Texts">1 to 2048, none of them empty.</param>
/// <param name="Model">Full name of an embedding model, e.g. <c>ollama/nomic-embed-text</c>; absent: the default one (<c>models/setDefault</c>).</param>
/// <param name="Dimensions">Numbers in each vector, for models that let it be chosen; others refuse it. Absent: the model's own size.</param>
[RpcRequest("models/embed")]
public sealed record ModelsEmbedParams(IReadOnlyList<string> Texts, string? Model = null, int? Dimensions = null) : IRpcRequest<ModelsEmbedResult>;

/// <param name="Model">The one that made them: vectors of different models cannot be compared.</param>
/// <param name="Vectors">One for each text, in the order of the texts.</param>
/// <param name="Usage">Absent: the provider does not tell.</param>
public sealed record ModelsEmbedResult(string Model, IReadOnlyList<IReadOnlyList<float>> Vectors, EmbeddingUsage? Usage = null);

/// <param name="InputTokens">Of all texts together.</param>
public sealed record EmbeddingUsage(long InputTokens);
