using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.OpenAiCompatible.Servers;

/// <summary>What one kind of server has beside OpenAI's routes; which kind it is, <see cref="ServerFinder"/> finds out. What it has not is refused with the reason.</summary>
internal interface IServerRoutes : IModelLoader, IServerFigures
{
    /// <summary>The models with what the server's own routes tell of them. A route that does not answer costs what it tells, and no more.</summary>
    /// <param name="list">The answer to OpenAI's list of models.</param>
    /// <param name="models">The same, read.</param>
    Task<IReadOnlyList<ModelDescription>> DescribeAsync(JsonAnswer list, IReadOnlyList<ModelDescription> models, CancellationToken cancellationToken);
}

/// <param name="Root">Above <c>/v1</c>, where the own routes stand.</param>
/// <param name="Admin">The same with the key for managing, where there is one.</param>
internal sealed record ServerAccess(HttpRoom Http, HttpServer Root, HttpServer Admin, TimeProvider Time)
{
    /// <summary>For what is asked beside the list of models: nobody waits long for it.</summary>
    public static readonly TimeSpan AsideLimit = TimeSpan.FromSeconds(1);

    /// <summary>Null: no answer, or none that is an object.</summary>
    public Task<JsonAnswer?> TryGetAsync(string path, CancellationToken cancellationToken) =>
        Http.TryJsonAsync(HttpCall.Get(Root, path, AsideLimit), cancellationToken);
}
