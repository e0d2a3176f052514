using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.OpenAiCompatible;

namespace AiChatLocal.Providers.Discovery;

/// <summary>
/// The test of every provider that is reached over HTTP: <c>name</c>, <c>tcp</c>, <c>tls</c> (https only), <c>identity</c>, <c>version</c>
/// (where it tells one), <c>authentication</c>, <c>models</c>, <c>token</c>. Programs depend on these names.
/// </summary>
internal sealed class ProviderTest(HttpRoom http, HttpServer server, IProvider provider, TestedKind kind, TimeProvider time)
{
    private const int MostDetail = 2000;

    /// <summary>Of one answer: a list of models is there at once, or the server hangs.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    public async Task<ProviderTestReport> RunAsync(bool? askModel, CancellationToken cancellationToken)
    {
        var tester = new ProviderTester(time);
        ServerIdentity? identity = null;
        IReadOnlyList<ModelDescription> models = [];
        await ConnectionTest.RunAsync(tester, http, server, cancellationToken).ConfigureAwait(false);
        await tester.RunAsync("identity", async () =>
        {
            (identity, var found) = await IdentifyAsync(cancellationToken).ConfigureAwait(false);
            return found;
        }).ConfigureAwait(false);
        if (identity?.Version is { } version)
        {
            await tester.RunAsync("version", () => Task.FromResult<Found>(Verbatim(version))).ConfigureAwait(false);
        }

        await tester.RunAsync("authentication", async () =>
        {
            using var answer = await http.SendJsonAsync(HttpCall.Get(server, kind.ListPath, Limit), cancellationToken).ConfigureAwait(false);
            return new(server.ApiKey is null ? T($"It lists its models without a key.") : T($"It lists its models with this key."), Raw(answer));
        }).ConfigureAwait(false);
        await tester.RunAsync("models", async () =>
        {
            models = await provider.ListModelsAsync(cancellationToken).ConfigureAwait(false);
            return models.Count > 0 ? OneToken.Describe(models) : throw NoModels();
        }).ConfigureAwait(false);
        await OneToken.RunAsync(tester, provider, models, askModel, kind.AnswerTokens, cancellationToken).ConfigureAwait(false);
        return tester.Report(identity?.Version);
    }

    private async Task<(ServerIdentity? Identity, Found Found)> IdentifyAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await IdentifyAsync(server, cancellationToken).ConfigureAwait(false);
        }
        catch (ProviderException failure) when (failure.Problem.Kind == ProblemKind.Unauthorized)
        {
            if (server.ApiKey is null)
            {
                return Locked(failure);
            }
        }

        // Whether the key is any good is for a later step: some tell what they are to anybody.
        try
        {
            return await IdentifyAsync(server.WithoutKeys(), cancellationToken).ConfigureAwait(false);
        }
        catch (ProviderException failure) when (failure.Problem.Kind == ProblemKind.Unauthorized)
        {
            return Locked(failure);
        }
    }

    private (ServerIdentity?, Found) Locked(ProviderException failure) =>
        (null, new($"It answers, and tells what it is only to who has a key that it takes.", Clean(failure.Problem.Detail)));

    private async Task<(ServerIdentity? Identity, Found Found)> IdentifyAsync(HttpServer asked, CancellationToken cancellationToken)
    {
        JsonAnswer answer;
        try
        {
            answer = await http.SendJsonAsync(HttpCall.Get(asked, kind.Path, Limit), cancellationToken).ConfigureAwait(false);
        }
        catch (ProviderException failure) when (MayBeAnother(failure.Problem))
        {
            var other = await Recognition.RunAsync(http, server, cancellationToken).ConfigureAwait(false);
            throw other is null ? failure : Another(other, failure.Problem.Detail);
        }

        using (answer)
        {
            if (!kind.Is(answer.Root))
            {
                var other = await Recognition.RunAsync(http, server, cancellationToken).ConfigureAwait(false);
                throw Another(other ?? new($"another API"), Raw(answer));
            }

            var identity = kind.IdentifyAsync is { } look ? await look(answer, cancellationToken).ConfigureAwait(false) : new(kind.DisplayName);
            return (identity, new(identity.Title, Raw(answer)));
        }
    }

    /// <summary>A redirect and a server that fails have told enough.</summary>
    private static bool MayBeAnother(Problem problem) =>
        problem.Kind is ProblemKind.UnexpectedAnswer or ProblemKind.ServerError or ProblemKind.Invalid or ProblemKind.ModelNotFound
        && !(problem.Detail?.StartsWith("HTTP 3", StringComparison.Ordinal) ?? false) && !(problem.Detail?.StartsWith("HTTP 5", StringComparison.Ordinal) ?? false);

    private ProviderException Another(Recognised other, string? detail) => new(new(
        ProblemKind.UnexpectedAnswer, $"What answers at {server.Address} is not {kind.DisplayName}: it is {other.What}.", $"{server.Resolve(kind.Path).AbsolutePath} was asked.",
        other.Fix(provider.Configuration.Kind), Clean(detail)));

    private ProviderException NoModels() => new(new(
        ProblemKind.NoModel, $"{server.Name} has no model.", $"It answers, but its list of models is empty.", kind.NoModel));

    /// <summary>What was asked without the key is cleaned of it all the same.</summary>
    private string? Clean(string? text) => text is null ? null : ApiKeys.Redact(text, server);

    private string Raw(JsonAnswer answer)
    {
        var text = answer.Root.GetRawText();
        return ApiKeys.Redact(text.Length > MostDetail ? text[..MostDetail] + "…" : text, server);
    }
}
