using System.CommandLine;
using System.Text.Json;
using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Presets;
using AiChatLocal.Server.Features.Presets;

namespace AiChatLocal.Server.FrontEnds.Cli;

/// <summary><c>presets</c>: lists, sets and removes named ways of asking.</summary>
internal static class PresetsCommand
{
    private static readonly Argument<string> Name = new("name") { Description = "The preset's name." };

    private static readonly Option<string?> System = new("--system", "-s") { Description = "System prompt for chats that have none.", HelpName = "prompt" };

    private static readonly Option<string[]> Models = new("--model", "-m")
    {
        Description = "A model that is asked in this way unless a question says otherwise. May be given more than once.",
        HelpName = "model",
    };

    private static readonly Option<string?> Before = new("--rename-from") { Description = "The name that the preset had until now.", HelpName = "name" };

    public static Command Create()
    {
        var list = new Command("presets", "List the named ways of asking.");
        list.SetAction(CliSession.Action(ListAsync));

        var set = new Command("set", "Add a preset, or change one wholly.") { Name, System, Models, Before };
        GenerationFlags.AddOptionsTo(set);
        set.SetAction(CliSession.Action(SetAsync));
        list.Add(set);

        var remove = new Command("remove", "Remove a preset.") { Name };
        remove.SetAction(CliSession.Action(RemoveAsync));
        list.Add(remove);
        return list;
    }

    private static async Task<int> ListAsync(CliSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var result = await new PresetsListHandler(session.Sidecar.Presets).HandleAsync(new(), cancellationToken);
        if (session.Json)
        {
            session.Write(result);
            return ExitCode.Ok;
        }

        foreach (var preset in result.Presets)
        {
            await session.Output.WriteLineAsync($"{preset.Name}  {string.Join(", ", preset.Models)}".TrimEnd());
            if (preset.SystemPrompt is { } system)
            {
                await session.Output.WriteLineAsync($"    {system.ReplaceLineEndings(" ")}");
            }

            if (preset.Options is { } options)
            {
                await session.Output.WriteLineAsync($"    {JsonSerializer.Serialize(options, ProtocolJsonContext.Default.GenerationOptions)}");
            }
        }

        return ExitCode.Ok;
    }

    private static async Task<int> SetAsync(CliSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var wanted = new PresetsSaveParams(
            parsed.GetRequiredValue(Name), parsed.GetValue(Before), parsed.GetValue(System), GenerationFlags.ReadOptions(parsed), parsed.GetValue(Models));
        return End(session, await new PresetsSaveHandler(session.Sidecar.Presets).HandleAsync(wanted, cancellationToken));
    }

    private static async Task<int> RemoveAsync(CliSession session, ParseResult parsed, CancellationToken cancellationToken) =>
        End(session, await new PresetsRemoveHandler(session.Sidecar.Presets).HandleAsync(new(parsed.GetRequiredValue(Name)), cancellationToken));

    private static int End(CliSession session, EmptyResult result)
    {
        if (session.Json)
        {
            session.Write(result);
        }

        return ExitCode.Ok;
    }
}
