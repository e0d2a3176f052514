using System.CommandLine;
using AiChatLocal.Protocol.Transfer;
using AiChatLocal.Server.Features.Transfer;

namespace AiChatLocal.Server.FrontEnds.Cli;

/// <summary><c>export</c>: chats as Markdown, HTML or JSON.</summary>
internal static class ExportCommand
{
    private static readonly Option<string[]> Chat = new("--chat") { Description = "A chat's id, from `chats`; may be given several times. Without it: all chats.", HelpName = "id" };

    private static readonly Option<string?> Message = new("--message") { Description = "Only this message of the chat.", HelpName = "id" };

    private static readonly Option<ExportFormat?> Format = new("--format", "-f") { Description = "Without it: as the file's name ends, else json." };

    private static readonly Option<bool> Thinking = new("--thinking") { Description = "Also what models thought, in Markdown and HTML. JSON always has it." };

    private static readonly Option<string?> Out = new("--out", "-o") { Description = "The file to write. Without it, one chat goes to stdout.", HelpName = "file" };

    public static Command Create()
    {
        var command = new Command("export", "Write chats as Markdown, HTML or JSON; JSON can be imported without loss.") { Chat, Message, Format, Thinking, Out };
        command.SetAction(CliSession.Action(RunAsync));
        return command;
    }

    private static async Task<int> RunAsync(CliSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var path = parsed.GetValue(Out);
        var chats = parsed.GetValue(Chat);
        var result = await new ChatExportHandler(session.Sidecar.Exporter).RunAsync(
            new(
                parsed.GetValue(Format) ?? FormatOf(path),
                chats is { Length: > 0 } ? chats : null,
                parsed.GetValue(Message),
                parsed.GetValue(Thinking),
                path),
            (_, _) => { },
            cancellationToken);
        if (session.Json)
        {
            session.Write(result);
        }
        else if (result.Text is { } text)
        {
            await session.Output.WriteAsync(text.AsMemory(), cancellationToken);
        }
        else
        {
            await session.Output.WriteLineAsync($"{result.Chats} chats with {result.Messages} messages are in {result.Path} ({ByteSize.Text(result.SizeBytes ?? 0)}).");
        }

        return ExitCode.Ok;
    }

    private static ExportFormat FormatOf(string? path) => Path.GetExtension(path)?.ToLowerInvariant() switch
    {
        ".md" or ".markdown" => ExportFormat.Markdown,
        ".html" or ".htm" => ExportFormat.Html,
        _ => ExportFormat.Json,
    };
}
