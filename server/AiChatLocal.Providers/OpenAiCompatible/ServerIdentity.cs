using System.Text.Json;
using AiChatLocal.Core;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.OpenAiCompatible;

/// <summary>What a server is, told from its answers and never from its port.</summary>
/// <param name="DisplayName">E.g. <c>llama.cpp server</c>.</param>
/// <param name="IsSure">False: it did not answer some question in time, and may be something else.</param>
internal sealed record ServerIdentity(string DisplayName, string? Version = null, bool IsSure = true)
{
    public const string Unknown = "OpenAI-compatible server";
    public const string Ollama = "Ollama";
    public const string LmStudio = "LM Studio";
    public const string LlamaCpp = "llama.cpp server";
    public const string Vllm = "vLLM";
    public const string LocalAi = "LocalAI";
    public const string Textgen = "textgen";

    /// <summary>The name as a user reads it.</summary>
    public LocalizedString Title => DisplayName == Unknown ? T($"OpenAI-compatible server") : Verbatim(DisplayName);

    /// <param name="root">Above <c>/v1</c>.</param>
    /// <param name="models">The answer to <c>/v1/models</c>: nothing else is asked of what has none.</param>
    public static async Task<ServerIdentity> IdentifyAsync(
        HttpRoom http, HttpServer root, JsonAnswer models, TimeSpan limit, CancellationToken cancellationToken)
    {
        var slow = 0;
        var told = FromList(models);
        if (told is LlamaCpp or Vllm)
        {
            return new(told, await (told == Vllm ? AskAsync("/version", "version") : AskAsync("/props", "build_info")).ConfigureAwait(false));
        }

        var localAi = IsObjectAsync("/.well-known/localai.json");
        var textgen = AskAsync("/v1/internal/model/info", "model_name");
        var studio = IsStudioAsync();
        var ollama = AskAsync("/api/version", "version");
        var props = AskAsync("/props", "build_info");
        if (await props.ConfigureAwait(false) is { } build)
        {
            return new(LlamaCpp, build);
        }

        if (await localAi.ConfigureAwait(false))
        {
            return new(LocalAi, await AskAsync("/version", "version").ConfigureAwait(false));
        }

        return await textgen.ConfigureAwait(false) is not null ? new(Textgen)
            : await studio.ConfigureAwait(false) ? new(LmStudio)
            : await ollama.ConfigureAwait(false) is { } version ? new(Ollama, version)
            : new(Unknown, IsSure: Volatile.Read(ref slow) == 0);

        async Task<JsonAnswer?> TryAsync(string path)
        {
            try
            {
                var answer = await http.SendJsonAsync(HttpCall.Get(root, path, limit), cancellationToken).ConfigureAwait(false);
                if (answer.Root.ValueKind == JsonValueKind.Object)
                {
                    return answer;
                }

                answer.Dispose();
            }
            catch (ProviderException failure)
            {
                if (failure.Problem.Kind is ProblemKind.Unreachable or ProblemKind.Busy)
                {
                    Interlocked.Increment(ref slow);
                }
            }

            return null;
        }

        async Task<string?> AskAsync(string path, string field)
        {
            using var answer = await TryAsync(path).ConfigureAwait(false);
            return answer?.Root.Text(field);
        }

        async Task<bool> IsObjectAsync(string path)
        {
            using var answer = await TryAsync(path).ConfigureAwait(false);
            return answer is not null;
        }

        async Task<bool> IsStudioAsync()
        {
            using var answer = await TryAsync("/api/v0/models").ConfigureAwait(false);
            return answer?.Root.Items("data").Any(model => model.Text("state") is not null || model.Text("compatibility_type") is not null) ?? false;
        }
    }

    /// <summary>What the list of models tells by itself; null: nothing certain.</summary>
    public static string? FromList(JsonAnswer models)
    {
        var owner = models.Root.Items("data").Select(model => model.Text("owned_by")).FirstOrDefault(owner => owner is not null);
        return owner == "llamacpp" || IsLlamaCpp(models.Software) ? LlamaCpp
            : owner == "vllm" ? Vllm
            : owner == "organization_owner" ? LmStudio
            : null;
    }

    public static bool IsLlamaCpp(string? software) => software?.StartsWith("llama.cpp", StringComparison.OrdinalIgnoreCase) ?? false;
}
