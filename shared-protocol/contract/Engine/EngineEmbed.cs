namespace AiChatLocal.Protocol.Engine;

/// <summary>
/// Makes a vector of each text. Loads the model when it is not in memory. A text that is longer than the model reads is refused, never cut.
/// </summary>
/// <param name="ModelPath">Absolute path of a GGUF file, or of the ONNX weights in a model's folder.</param>
/// <param name="Texts">At least one, none of them empty.</param>
/// <param name="Threads">Absent: the physical cores.</param>
[RpcRequest("engine/embed")]
public sealed record EngineEmbedParams(string ModelPath, IReadOnlyList<string> Texts, int? Threads = null) : IRpcRequest<EngineEmbedResult>;

/// <param name="Vectors">One for each text, in their order, each of length 1.</param>
/// <param name="Tokens">Of all texts together.</param>
public sealed record EngineEmbedResult(IReadOnlyList<IReadOnlyList<float>> Vectors, int Tokens);
