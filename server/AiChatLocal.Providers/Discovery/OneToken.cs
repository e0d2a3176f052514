using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Discovery;

/// <summary>The last step, <c>token</c>: asks a model for the shortest answer, where that costs nothing that was not wanted.</summary>
internal static class OneToken
{
    private const string Question = "Answer with one word: hello";

    private static readonly string[] MemoryWords = ["memory", "insufficient system resources", "vram"];

    private static readonly string[] LoadWords =
        ["failed to load", "unable to load", "error loading model", "could not load", "runner process has terminated", "unsupported model", "exit status"];

    public static Found Describe(IReadOnlyList<ModelDescription> models)
    {
        var loaded = models.Count(model => model.State == ModelState.Loaded);
        return new(loaded > 0 ? T($"{models.Count} found, {loaded} loaded.") : T($"{models.Count} found."), string.Join("\n", models.Take(100).Select(model => model.Id)));
    }

    /// <param name="askModel">Null: only when it stays on this machine and loads nothing.</param>
    public static Task RunAsync(
        ProviderTester tester, IProvider provider, IReadOnlyList<ModelDescription> models, bool? askModel, int tokens, CancellationToken cancellationToken) =>
        tester.RunAsync("token", async () => Choose(models) is not { } model ? T($"Not asked: none of its models can chat.")
            : WhyNot(provider, model, askModel) is { } reason ? T($"Not asked: {reason}")
            : await AskAsync(provider, model, tokens, cancellationToken).ConfigureAwait(false));

    /// <summary>The first that is in memory, else the smallest of those whose size is told, else the first.</summary>
    private static ModelDescription? Choose(IReadOnlyList<ModelDescription> models)
    {
        ModelDescription[] able = [.. models.Where(model => model.CanChat && model.State != ModelState.Downloadable)];
        return able.FirstOrDefault(model => model.State == ModelState.Loaded) ?? able.MinBy(model => model.SizeBytes ?? long.MaxValue);
    }

    private static LocalizedString? WhyNot(IProvider provider, ModelDescription model, bool? askModel) => askModel switch
    {
        true => null,
        false => $"it was not wanted.",
        null when provider.LeavesThisMachine => $"the question would leave this machine. Ask for it (--ask) to have it sent.",
        null when model.State != ModelState.Loaded => $"no model is loaded, and to load one takes time and memory. Ask for it (--ask) to try {model.Id}.",
        null => null,
    };

    private static async Task<Found> AskAsync(IProvider provider, ModelDescription model, int tokens, CancellationToken cancellationToken)
    {
        using var client = provider.GetChatClient(model.Id);
        var words = "";
        long? count = null;
        try
        {
            await foreach (var update in client.GetStreamingResponseAsync(
                [new(ChatRole.User, Question)], new() { MaxOutputTokens = tokens }, cancellationToken).ConfigureAwait(false))
            {
                words += update.Text;
                count = update.Contents.OfType<UsageContent>().LastOrDefault()?.Details.OutputTokenCount ?? count;
            }
        }
        catch (ProviderException failure)
        {
            throw new ProviderException(Explain(failure.Problem, model.Id), failure);
        }

        var found = count is null ? T($"{model.Id} answers.") : count == 1 ? T($"{model.Id} answers (1 token).") : T($"{model.Id} answers ({count} tokens).");
        return new(found, words.Length > 0 ? words : null);
    }

    private static Problem Explain(Problem problem, string model)
    {
        if (problem.Kind is not (ProblemKind.ServerError or ProblemKind.Invalid or ProblemKind.Busy or ProblemKind.StreamCut))
        {
            return problem;
        }

        var said = problem.Why + " " + problem.Detail;
        return Says(MemoryWords) ? problem with
        {
            What = $"{model} is too big for the memory of the server.",
            Why = VerbatimOrNull(problem.Detail) ?? problem.Why,
            Fix = $"Choose a smaller model or a smaller quantization of it, a shorter context, or unload other models and close other programs.",
        }
        : Says(LoadWords) ? problem with
        {
            What = $"{model} could not be loaded.",
            Why = VerbatimOrNull(problem.Detail) ?? problem.Why,
            Fix = $"Bring the server up to date, download the model again (its file may be damaged or of a newer form), and look into the server's own log.",
        }
        : problem;

        bool Says(string[] candidates) => candidates.Any(each => said.Contains(each, StringComparison.OrdinalIgnoreCase));
    }
}
