using System.CommandLine;
using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using AiChatLocal.Server.Features;
using AiChatLocal.Server.Features.Chat;
using AiChatLocal.Server.Hosting;

namespace AiChatLocal.Server.FrontEnds.Cli;

/// <summary><c>chat</c>: asks a question and prints the answer as it comes.</summary>
internal static class ChatCommand
{
    private static readonly Argument<string?> Text = new("text")
    {
        Description = "The question. What is piped in follows it; without it, what is piped in is the question.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> Model = new("--model", "-m") { Description = "Full name, e.g. ollama/llama3.2.", HelpName = "model" };

    private static readonly Option<string?> Chat = new("--chat", "-c") { Description = "Go on with this chat; else a new one is made.", HelpName = "id" };

    private static readonly Option<string?> System = new("--system", "-s") { Description = "System prompt of the new chat.", HelpName = "prompt" };

    private static readonly Option<FileInfo[]> Images = new("--image", "-i")
    {
        Description = "A picture for a model that can see: PNG, JPEG, GIF or WebP. May be given more than once.",
        HelpName = "file",
    };

    private static string Nothing => OperatingSystem.IsWindows() ? "NUL" : "/dev/null";

    public static Command Create()
    {
        var command = new Command("chat", "Ask a question; the answer streams to stdout.") { Text, Model, Chat, System, Images };
        GenerationFlags.AddTo(command);
        command.SetAction(CliSession.Action(RunAsync));
        return command;
    }

    private static async Task<int> RunAsync(CliSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var text = await ReadQuestionAsync(parsed.GetValue(Text), session.Sidecar.Time, cancellationToken);
        if (string.IsNullOrWhiteSpace(text))
        {
            session.Tell(new(ProblemKind.Invalid, $"There is no question.", $"Neither the argument nor the pipe held text.", $"ai-chat-local chat \"Why is the sky blue?\""));
            return ExitCode.Usage;
        }

        var chatId = Edge.ParseOptionalId(parsed.GetValue(Chat), $"chat");
        if (chatId is not null && parsed.GetValue(System) is not null)
        {
            session.Tell(new(ProblemKind.Invalid, $"--system goes with a new chat only.", $"The chat has its system prompt already.", $"Leave out --system or --chat."));
            return ExitCode.Usage;
        }

        ITurnView view = session.Json ? new JsonTurnView(session) : new TextTurnView(session.Output, Terminal.Error, Terminal.ErrorIsRedirected);
        var question = new Question(chatId, [.. ReadImages(parsed, session.Sidecar.Time), new TextPart(text)], parsed.GetValue(Model), parsed.GetValue(System), GenerationFlags.Read(parsed));
        var result = await session.Sidecar.Turns.AskAsync(question, view, cancellationToken);
        if (session.Json)
        {
            session.Write(result.ToWire());
        }
        else
        {
            await session.Output.WriteLineAsync();
        }

        return result.End == TurnEnd.Cancelled ? ExitCode.Cancelled : ExitCode.Ok;
    }

    private static IEnumerable<Part> ReadImages(ParseResult parsed, TimeProvider time) => (parsed.GetValue(Images) ?? []).Select(file =>
        QuestionParts.Image(FileArgument.Read(file, "picture", File.ReadAllBytes), file.Name, Verbatim(file.Name), time));

    private static async Task<string?> ReadQuestionAsync(string? typed, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!Terminal.InputIsRedirected)
        {
            return typed;
        }

        var hint = typed is null
            ? "Waiting for standard input to end: it is the question."
            : $"Waiting for standard input to end, since it is part of the question; redirect it from {Nothing} to ask without it.";
        var piped = await SlowInput.ReadAsync(Terminal.ReadInputAsync(cancellationToken), hint, Terminal.Error, time);
        return string.IsNullOrWhiteSpace(piped) ? typed : typed is null ? piped : $"{typed}\n\n{piped}";
    }
}
