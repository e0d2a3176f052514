using System.CommandLine;
using System.Globalization;
using AiChatLocal.Core;
using AiChatLocal.Protocol.Models;
using AiChatLocal.Server.Features;
using AiChatLocal.Server.Hosting;

namespace AiChatLocal.Server.FrontEnds.Cli;

/// <summary><c>tokens</c>: tells how many tokens a text or a chat takes.</summary>
internal static class TokensCommand
{
    private static readonly Argument<string?> Text = new("text")
    {
        Description = "The text; without it and without --chat, what is piped in.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string> Model = new("--model", "-m") { Description = "Full name, e.g. ollama/llama3.2.", HelpName = "model", Required = true };

    private static readonly Option<string?> Chat = new("--chat", "-c") { Description = "Count this chat, and the text as its next question.", HelpName = "id" };

    public static Command Create()
    {
        var command = new Command("tokens", "Tell how many tokens a text or a chat takes, with what the model's template adds.") { Text, Model, Chat };
        command.SetAction(CliSession.Action(RunAsync));
        return command;
    }

    private static async Task<int> RunAsync(CliSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var chatId = Edge.ParseOptionalId(parsed.GetValue(Chat), $"chat");
        var text = parsed.GetValue(Text)
            ?? (chatId is null && Terminal.InputIsRedirected ? await Terminal.ReadInputAsync(cancellationToken) : null);
        if (text is null or "" && chatId is null)
        {
            session.Tell(new(ProblemKind.Invalid, $"There is no text.", $"Neither the argument nor the pipe held text.", $"ai-chat-local tokens \"Why is the sky blue?\" --model ollama/llama3.2"));
            return ExitCode.Usage;
        }

        var count = await session.Sidecar.TokenCounts.CountAsync(parsed.GetRequiredValue(Model), text, chatId, cancellationToken);
        if (session.Json)
        {
            session.Write(new ModelsCountTokensResult(count.Tokens, count.Estimated));
        }
        else
        {
            await session.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{(count.Estimated ? "about " : "")}{count.Tokens}"));
        }

        return ExitCode.Ok;
    }
}
