using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.Management;
using AiChatLocal.Providers.OpenAiCompatible.Servers.Figures;

namespace AiChatLocal.Providers.OpenAiCompatible.Servers.Vllm;

/// <summary>vLLM's <c>/metrics</c>. It tells totals, so speeds are those since the figures were read before.</summary>
internal sealed class VllmFigures(ServerAccess access)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly TokenRates _rates = new(access.Time);

    public Task<IReadOnlyList<ModelFigures>> ReadAsync(CancellationToken cancellationToken) => _rates.MeasureAsync(ReadOnceAsync, cancellationToken);

    private async Task<IReadOnlyList<ModelFigures>> ReadOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            var body = await access.Http.ManageAsync(HttpCall.Get(access.Root, "/metrics", Limit), cancellationToken).ConfigureAwait(false);
            return
            [
                .. PrometheusText.Parse(body.Span)
                    .Where(sample => sample.Name.StartsWith("vllm:", StringComparison.Ordinal) && sample.Labels.ContainsKey("model_name"))
                    .GroupBy(sample => sample.Labels["model_name"], StringComparer.Ordinal)
                    .Select(model => FigureReader.Read(model, FigureNames.Vllm, model.Key)),
            ];
        }
        catch (ProviderException failure) when (failure.Problem.Kind == ProblemKind.UnexpectedAnswer)
        {
            throw Refusals.NoFigures(access.Root, $"This vLLM has nothing at /metrics.", $"Start it without --disable-log-stats, and reach it without a proxy that hides the route.");
        }
    }
}
