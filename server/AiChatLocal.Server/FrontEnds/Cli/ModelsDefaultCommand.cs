using System.CommandLine;
using AiChatLocal.Protocol.Models;
using AiChatLocal.Server.Features.Models;
using AiChatLocal.Server.Hosting;

namespace AiChatLocal.Server.FrontEnds.Cli;

/// <summary><c>models default</c>: tells which model is taken for a use when none is named, and chooses another one.</summary>
internal static class ModelsDefaultCommand
{
    private static readonly Argument<string?> Model = new("model")
    {
        Description = "Full name, e.g. embedded/tinyllama-1.1b-chat. Without it the defaults are told.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<ModelUse?> For = new("--for")
    {
        Description = "chat (a chat that names none), edits (quick edits; else the one for chats), or embeddings (vectors of texts). Default: chat.",
        HelpName = "use",
    };

    private static readonly Option<bool> Reset = new("--reset") { Description = "Take the choice back." };

    public static Command Create()
    {
        var command = new Command("default", "Tell or choose the model that is taken when none is named.") { Model, For, Reset };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Reset) && result.GetValue(Model) is not null)
            {
                result.AddError("Give a model, or --reset to take the choice back; not both.");
            }
        });
        command.SetAction(CliSession.Action(RunAsync));
        return command;
    }

    private static async Task<int> RunAsync(CliSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var (model, use) = (parsed.GetValue(Model), parsed.GetValue(For));
        if (model is null && !parsed.GetValue(Reset))
        {
            return await TellAsync(session, use, cancellationToken);
        }

        var result = await new ModelsSetDefaultHandler(session.Sidecar.DefaultModels).HandleAsync(new(model, use), cancellationToken);
        if (session.Json)
        {
            session.Write(result);
        }

        return ExitCode.Ok;
    }

    private static async Task<int> TellAsync(CliSession session, ModelUse? wanted, CancellationToken cancellationToken)
    {
        var listed = await session.Sidecar.Models.ListAsync(null, cancellationToken);
        var (chat, edits, embeddings) = await session.Sidecar.DefaultModels.TellAsync(listed, cancellationToken);
        (ModelUse Use, string? Model)[] all = [(ModelUse.Chat, chat), (ModelUse.Edits, edits ?? chat), (ModelUse.Embeddings, embeddings)];
        foreach (var (use, model) in all.Where(each => wanted is null || each.Use == wanted))
        {
            if (session.Json)
            {
                session.Write(new ModelsSetDefaultParams(model, use));
            }
            else
            {
                await session.Output.WriteLineAsync($"{use.ToString().ToLowerInvariant(),-12}{model ?? "–"}");
            }
        }

        return ExitCode.Ok;
    }
}
