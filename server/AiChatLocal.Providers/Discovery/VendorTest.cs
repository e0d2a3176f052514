using System.Text.Json;
using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.Discovery;

/// <summary>The steps by which a vendor's API is tried: is it there, does it take the key, is it that API, has it models.</summary>
/// <param name="path">Lists models, few of them.</param>
/// <param name="list">The field of its answer that holds them.</param>
internal sealed class VendorTest(
    HttpRoom http, HttpServer server, string path, string list, Func<CancellationToken, Task<IReadOnlyList<ModelDescription>>> listModels)
{
    public async Task<ProviderTestReport> RunAsync(ProviderTester tester, CancellationToken cancellationToken)
    {
        var isTheApi = false;
        await tester.RunAsync("reach", async () =>
        {
            using var answer = await http.SendAsync(HttpCall.Get(server, path), cancellationToken).ConfigureAwait(false);
            return $"{server.Address} answers.";
        }).ConfigureAwait(false);
        await tester.RunAsync("authentication", async () =>
        {
            using var answer = await http.SendJsonAsync(HttpCall.Get(server, path), cancellationToken).ConfigureAwait(false);
            isTheApi = answer.Root.Member(list).ValueKind == JsonValueKind.Array;
            return server.ApiKey is null ? "It lists its models without a key." : "It lists its models with this key.";
        }).ConfigureAwait(false);
        await tester.RunAsync("identity", () => isTheApi ? Task.FromResult("It answers as this API does.") : throw NotTheApi()).ConfigureAwait(false);
        await tester.RunAsync("models", async () =>
        {
            var models = await listModels(cancellationToken).ConfigureAwait(false);
            return models.Count > 0 ? $"{models.Count} found." : throw NoModels();
        }).ConfigureAwait(false);
        return tester.Report(version: null);
    }

    private ProviderException NotTheApi() => new(new(
        ProblemKind.UnexpectedAnswer, $"What answers at {server.Address} is another API.", "Its list of models has another form.",
        "Check the base URL, or add the server as a provider of another kind."));

    private ProviderException NoModels() => new(new(
        ProblemKind.NoModel, $"{server.Name} has no model.", "It answers, but its list of models is empty.", "Check what the key's account may use."));
}
