using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Management;

namespace AiChatLocal.Providers.OpenAiCompatible.Servers;

/// <summary>A server, or a vendor, of which no route for managing is known.</summary>
/// <param name="why">Why it loads no model when it is told to, in a sentence.</param>
internal sealed class PlainRoutes(HttpServer server, LocalizedString why) : IServerRoutes
{
    public static readonly LocalizedString UnknownServer = $"It is none of the servers whose own routes are known (Ollama, LM Studio, llama.cpp, vLLM, LocalAI, textgen).";

    public static readonly LocalizedString OwnPath = $"Its list of models stands at a path that you set, so no server's own routes are looked for.";

    public static readonly LocalizedString Vendor = $"The vendor keeps its models in memory itself.";

    public Task<IReadOnlyList<ModelDescription>> DescribeAsync(JsonAnswer list, IReadOnlyList<ModelDescription> models, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ModelDescription>>([.. models.Select(model => model with { LoadingNote = why })]);

    public Task LoadAsync(string model, LoadOptions options, CancellationToken cancellationToken) => throw Refuse();

    public Task UnloadAsync(string model, CancellationToken cancellationToken) => throw Refuse();

    public Task<IReadOnlyList<ModelFigures>> ReadFiguresAsync(CancellationToken cancellationToken) =>
        throw Refusals.NoFigures(server, why, $"llama.cpp and vLLM tell figures. What a reply took stands below each answer.");

    private Core.RequestException Refuse() => Refusals.CannotLoad(server, why, $"Ask the model: a server that can load it does so then.");
}
