using System.CommandLine;
using System.Globalization;
using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Models;
using AiChatLocal.Server.Features.Models;
using AiChatLocal.Server.Hosting;

namespace AiChatLocal.Server.FrontEnds.Cli;

/// <summary><c>models load</c>, <c>models unload</c> and <c>models ps</c>: what is in the memory of the servers.</summary>
internal static class ModelsMemoryCommands
{
    private static readonly Option<int?> Context = new("--context") { Description = "The context window to allocate, in tokens.", HelpName = "tokens" };

    private static readonly Option<double?> KeepAlive =
        DurationOption.Create("How long it stays when nobody asks it, e.g. 10m; `forever`: until it is unloaded.");

    private static readonly Option<string?> Path = new("--path") { Description = "For an adapter (LoRA): where the vLLM server finds its files.", HelpName = "path" };

    public static void AddTo(Command models, Argument<string> model)
    {
        var load = new Command("load", "Have a model's server bring it into memory, and wait until it is there.") { model, Context, KeepAlive, Path };
        load.SetAction(CliSession.Action((session, parsed, token) => LoadAsync(session, parsed, parsed.GetRequiredValue(model), token)));
        models.Add(load);

        var unload = new Command("unload", "Have a model's server take it out of memory.") { model };
        unload.SetAction(CliSession.Action((session, parsed, token) => UnloadAsync(session, parsed.GetRequiredValue(model), token)));
        models.Add(unload);

        var running = new Command("ps", "List the models that are in memory, what they take there and until when.");
        running.SetAction(CliSession.Action((session, _, token) => ListAsync(session, token)));
        models.Add(running);
    }

    private static async Task<int> LoadAsync(CliSession session, ParseResult parsed, string model, CancellationToken cancellationToken)
    {
        var result = await new ModelsLoadHandler(session.Sidecar.Loading).HandleAsync(
            new(model, parsed.GetValue(Context), parsed.GetValue(KeepAlive), parsed.GetValue(Path)), cancellationToken);
        if (session.Json)
        {
            session.Write(result);
        }
        else
        {
            await session.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{model} is loaded ({result.DurationMs / 1000:0.0} s)."));
            if (result.Loaded is { } loaded)
            {
                await session.Output.WriteLineAsync(Line(loaded));
            }
        }

        return ExitCode.Ok;
    }

    private static async Task<int> UnloadAsync(CliSession session, string model, CancellationToken cancellationToken)
    {
        await session.Sidecar.Loading.UnloadAsync(model, cancellationToken);
        if (session.Json)
        {
            session.Write(EmptyResult.Instance);
        }
        else
        {
            await session.Output.WriteLineAsync($"{model} is out of memory.");
        }

        return ExitCode.Ok;
    }

    private static async Task<int> ListAsync(CliSession session, CancellationToken cancellationToken)
    {
        var all = await new ModelsListHandler(session.Sidecar.Models, session.Sidecar.DefaultModels).HandleAsync(new(), cancellationToken);
        var loaded = all with { Models = [.. all.Models.Where(model => model.State == ModelState.Loaded)] };
        if (session.Json)
        {
            session.Write(loaded);
            return ExitCode.Ok;
        }

        foreach (var model in loaded.Models)
        {
            await session.Output.WriteLineAsync(Line(model));
        }

        foreach (var problem in loaded.Problems)
        {
            await Terminal.Error.WriteLineAsync($"{problem.Provider}: {problem.Message} {problem.Error.Fix}");
        }

        return ExitCode.Ok;
    }

    private static string Line(ModelInfo model)
    {
        var window = model.ContextLength is { } tokens ? $"{tokens} tokens" : "–";
        var memory = model.MemoryBytes is { } bytes ? ByteSize.Text(bytes) : "–";
        var graphics = model.GpuMemoryBytes is { } part ? $" ({ByteSize.Text(part)} on the GPU)" : "";
        var until = model.UnloadsAt is { } time ? string.Create(CultureInfo.InvariantCulture, $"  until {time.ToLocalTime():yyyy-MM-dd HH:mm:ss}") : "";
        return $"{model.Model,-48} {window,16} {memory,10}{graphics}{until}";
    }
}
