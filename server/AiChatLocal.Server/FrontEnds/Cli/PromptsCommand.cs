using System.CommandLine;
using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Prompts;
using AiChatLocal.Server.Features.Prompts;

namespace AiChatLocal.Server.FrontEnds.Cli;

/// <summary><c>prompts</c>: lists, saves and removes the user's own prompts.</summary>
internal static class PromptsCommand
{
    private static readonly Argument<string> Name = new("name") { Description = "The prompt's name: letters, digits, hyphens and underscores." };

    private static readonly Argument<string> Text = new("text")
    {
        Description = "What is asked. {{selection}}, {{file}} and {{input}} stand for the selected code, the file's name and what is added.",
    };

    private static readonly Option<string?> Title = new("--title") { Description = "What menus show. Without it: the name.", HelpName = "title" };

    private static readonly Option<bool> EditorAction = new("--editor-action") { Description = "Offer it on code in an editor." };

    private static readonly Option<string?> Before = new("--rename-from") { Description = "The name that the prompt had until now.", HelpName = "name" };

    public static Command Create()
    {
        var prompts = new Command("prompts", "List the prompts of your library.");
        prompts.SetAction(CliSession.Action(ListAsync));

        var list = new Command("list", "List the prompts of your library.");
        list.SetAction(CliSession.Action(ListAsync));
        prompts.Add(list);

        var save = new Command("save", "Add a prompt, or change one wholly.") { Name, Text, Title, EditorAction, Before };
        save.SetAction(CliSession.Action(SaveAsync));
        prompts.Add(save);

        var remove = new Command("remove", "Remove a prompt.") { Name };
        remove.SetAction(CliSession.Action(RemoveAsync));
        prompts.Add(remove);
        return prompts;
    }

    private static async Task<int> ListAsync(CliSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var result = await new PromptsListHandler(session.Sidecar.Prompts).HandleAsync(new(), cancellationToken);
        if (session.Json)
        {
            session.Write(result);
            return ExitCode.Ok;
        }

        foreach (var prompt in result.Prompts)
        {
            await session.Output.WriteLineAsync($"{prompt.Name}  {prompt.Title}{(prompt.IsEditorAction ? "  (editor action)" : "")}");
            await session.Output.WriteLineAsync($"    {prompt.Text.ReplaceLineEndings(" ")}");
        }

        return ExitCode.Ok;
    }

    private static async Task<int> SaveAsync(CliSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var wanted = new PromptsSaveParams(
            parsed.GetRequiredValue(Name), parsed.GetRequiredValue(Text), parsed.GetValue(Title), parsed.GetValue(EditorAction), parsed.GetValue(Before));
        return End(session, await new PromptsSaveHandler(session.Sidecar.Prompts).HandleAsync(wanted, cancellationToken));
    }

    private static async Task<int> RemoveAsync(CliSession session, ParseResult parsed, CancellationToken cancellationToken) =>
        End(session, await new PromptsRemoveHandler(session.Sidecar.Prompts).HandleAsync(new(parsed.GetRequiredValue(Name)), cancellationToken));

    private static int End(CliSession session, EmptyResult result)
    {
        if (session.Json)
        {
            session.Write(result);
        }

        return ExitCode.Ok;
    }
}
