using System.CommandLine;
using AiChatLocal.Protocol.Models;
using AiChatLocal.Server.Features.Models;
using AiChatLocal.Server.Hosting;

namespace AiChatLocal.Server.FrontEnds.Cli;

/// <summary><c>models</c>: lists, downloads, chooses, loads and unloads models.</summary>
internal static class ModelsCommand
{
    private static readonly Argument<string> Model = new("model") { Description = "Full name, e.g. embedded/tinyllama-1.1b-chat." };

    public static Command Create()
    {
        var list = new Command("models", "List the models of all providers.");
        list.SetAction(CliSession.Action(ListAsync));

        var pull = new Command("pull", "Download a model; goes on where an earlier attempt stopped.") { Model };
        pull.SetAction(CliSession.Action(PullAsync));
        list.Add(pull);

        list.Add(ModelsDefaultCommand.Create());
        ModelsMemoryCommands.AddTo(list, Model);
        return list;
    }

    private static async Task<int> ListAsync(CliSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var result = await new ModelsListHandler(session.Sidecar.Models, session.Sidecar.DefaultModels).HandleAsync(new(), cancellationToken);
        if (session.Json)
        {
            session.Write(result);
            return ExitCode.Ok;
        }

        foreach (var model in result.Models)
        {
            var mark = model.Model == result.DefaultModel ? '*' : ' ';
            var state = model.State.ToString().ToLowerInvariant();
            var size = model.SizeBytes is { } bytes ? ByteSize.Text(bytes) : "–";
            await session.Output.WriteLineAsync($"{mark} {model.Model,-48} {state,-12} {size,10}  {(model.LeavesThisMachine ? "leaves this machine" : "local")}");
        }

        foreach (var problem in result.Problems)
        {
            await Terminal.Error.WriteLineAsync($"{problem.Provider}: {problem.Message} {problem.Error.Fix}");
        }

        return ExitCode.Ok;
    }

    private static async Task<int> PullAsync(CliSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var model = parsed.GetRequiredValue(Model);
        return await (session.Json ? PullAsJsonAsync(session, model, cancellationToken) : PullAsTextAsync(session, model, cancellationToken));
    }

    private static async Task<int> PullAsTextAsync(CliSession session, string model, CancellationToken cancellationToken)
    {
        var progress = new PullProgressLine(model, Terminal.Error, Terminal.ErrorIsRedirected);
        try
        {
            await session.Sidecar.Pulls.PullAsync(
                model, each => progress.Show(each.Verifying, each.CompletedBytes, each.TotalBytes, each.BytesPerSecond), cancellationToken);
        }
        finally
        {
            progress.End();
        }

        return ExitCode.Ok;
    }

    private static async Task<int> PullAsJsonAsync(CliSession session, string model, CancellationToken cancellationToken)
    {
        try
        {
            await session.Sidecar.Pulls.PullAsync(model, each => session.Write(each.ToWire(pullId: model)), cancellationToken);
            session.Write(new ModelsPullResult(PullStatus.Completed));
            return ExitCode.Ok;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            session.Write(new ModelsPullResult(PullStatus.Cancelled));
            return ExitCode.Cancelled;
        }
    }
}
