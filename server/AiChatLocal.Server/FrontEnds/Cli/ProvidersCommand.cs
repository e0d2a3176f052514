using System.CommandLine;
using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Providers;
using AiChatLocal.Server.Features.Providers;
using AiChatLocal.Server.Hosting;

namespace AiChatLocal.Server.FrontEnds.Cli;

/// <summary><c>providers</c>: lists, finds, adds, changes, removes and tests model servers.</summary>
internal static class ProvidersCommand
{
    private static readonly Argument<string> Kind = new("kind") { Description = "E.g. ollama or openai-compatible; `providers list` shows all." };

    private static readonly Argument<string> Name = new("name") { Description = "The name: the part of its models' names before the slash." };

    private static readonly Option<bool> Ask = new("--ask") { Description = "Also ask a model for one token, when it has to be loaded or is elsewhere." };

    private static readonly Option<bool> Detail = new("--detail") { Description = "Also show the raw answers; keys are masked." };

    public static Command Create()
    {
        var providers = new Command("providers", "Model servers and APIs that answer.");
        Add(providers, new("list", "List the providers and the kinds that can be added."), ListAsync);
        Add(providers, new("find", "Look for model servers on this machine; adds none."), FindAsync);
        Add(providers, ProvidersAddOptions.AddTo(new("add", "Add a provider.") { Kind, Name }), AddAsync);
        Add(providers, ProvidersUpdateOptions.AddTo(new("update", "Change a provider; what is not named stays.") { Name }), UpdateAsync);
        Add(providers, new("remove", "Remove a provider and its key; chats that used it stay.") { Name }, RemoveAsync);
        Add(providers, new("test", "Try a provider step by step.") { Name, Ask, Detail }, TestAsync);
        ArrangeCommands.AddTo(providers, Name);
        providers.Add(MetricsCommand.Create(Name));
        return providers;
    }

    private static void Add(Command parent, Command command, Func<CliSession, ParseResult, CancellationToken, Task<int>> run)
    {
        command.SetAction(CliSession.Action(run));
        parent.Add(command);
    }

    private static async Task<int> ListAsync(CliSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var result = await new ProvidersListHandler(session.Sidecar.Providers).HandleAsync(new(), cancellationToken);
        if (session.Json)
        {
            session.Write(result);
            return ExitCode.Ok;
        }

        foreach (var provider in result.Providers)
        {
            var where = provider.LeavesThisMachine ? "leaves this machine" : "local";
            var key = provider.ApiKeyVariable is { } variable ? $", key in {variable}" : provider.HasApiKey ? ", key stored" : "";
            await session.Output.WriteLineAsync($"{provider.Name,-20} {provider.Kind,-18} {provider.BaseUrl ?? "built in",-40} {where}{key}{(provider.Enabled ? "" : ", off")}");
        }

        return ExitCode.Ok;
    }

    private static async Task<int> FindAsync(CliSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var result = await new ProvidersDiscoverHandler(session.Sidecar.Discovery).HandleAsync(new(), cancellationToken);
        if (session.Json)
        {
            session.Write(result);
            return ExitCode.Ok;
        }

        foreach (var found in result.Found)
        {
            var next = found.ProviderId is null ? $"providers add {found.Kind} {found.SuggestedName} --url {found.BaseUrl}" : "added already";
            await session.Output.WriteLineAsync($"{found.DisplayName} {found.Version}  {found.BaseUrl}  {found.Models.Count} models\n    {next}");
        }

        return ExitCode.Ok;
    }

    private static async Task<int> AddAsync(CliSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var id = await session.Sidecar.ProviderEditor.AddAsync(
            await ProvidersAddOptions.ReadAsync(parsed, parsed.GetRequiredValue(Kind), parsed.GetRequiredValue(Name), route: null, cancellationToken), cancellationToken);
        if (session.Json)
        {
            session.Write(new ProvidersAddResult(id));
        }

        return ExitCode.Ok;
    }

    private static async Task<int> UpdateAsync(CliSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var provider = await FindAsync(session, parsed, Name, cancellationToken);
        await session.Sidecar.ProviderEditor.UpdateAsync(
            await ProvidersUpdateOptions.ReadAsync(parsed, ProvidersListHandler.ToWire(provider), cancellationToken), cancellationToken);
        if (session.Json)
        {
            session.Write(EmptyResult.Instance);
        }

        return ExitCode.Ok;
    }

    private static async Task<int> RemoveAsync(CliSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var provider = await FindAsync(session, parsed, Name, cancellationToken);
        await session.Sidecar.ProviderEditor.RemoveAsync(provider.Configuration.Id, cancellationToken);
        if (session.Json)
        {
            session.Write(EmptyResult.Instance);
        }

        return ExitCode.Ok;
    }

    private static async Task<int> TestAsync(CliSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var provider = await FindAsync(session, parsed, Name, cancellationToken);
        var result = await new ProvidersTestHandler(session.Sidecar.Providers).HandleAsync(
            new(provider.Configuration.Id, parsed.GetValue(Ask) ? true : null), cancellationToken);
        if (session.Json)
        {
            session.Write(result);
        }
        else
        {
            foreach (var step in result.Steps)
            {
                await session.Output.WriteLineAsync($"{(step.Ok ? "ok    " : "FAILED")} {step.Name,-16} {step.DurationMs,7:0} ms  {step.Message}");
                if (step.Why is { } why)
                {
                    await session.Output.WriteLineAsync($"       Why: {why}");
                }

                if (step.Fix is { } fix)
                {
                    await session.Output.WriteLineAsync($"       What to do: {fix}");
                }

                foreach (var line in parsed.GetValue(Detail) ? step.Detail?.Split('\n') ?? [] : [])
                {
                    await session.Output.WriteLineAsync($"         {line}");
                }
            }
        }

        return result.Ok ? ExitCode.Ok : ExitCode.NoAnswer;
    }

    private static async Task<Core.Providers.IProvider> FindAsync(
        CliSession session, ParseResult parsed, Argument<string> argument, CancellationToken cancellationToken)
    {
        var name = parsed.GetRequiredValue(argument);
        return await session.Sidecar.Providers.FindByNameAsync(name, cancellationToken) ?? throw ProviderEditor.NotFound(name);
    }
}
