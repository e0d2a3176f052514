using System.CommandLine;
using System.Globalization;
using AiChatLocal.Core;
using AiChatLocal.Server.Features.Models;
using AiChatLocal.Server.Hosting;

namespace AiChatLocal.Server.FrontEnds.Cli;

/// <summary><c>embed</c>: makes vectors of texts.</summary>
internal static class EmbedCommand
{
    private static readonly Argument<string?> Text = new("text")
    {
        Description = "The text. Without it, each line that is piped in is a text; empty lines are left out.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> Model = new("--model", "-m") { Description = "Full name; else the default embedding model.", HelpName = "model" };

    private static readonly Option<int?> Dimensions = new("--dimensions") { Description = "Numbers in a vector, for models that let it be chosen.", HelpName = "number" };

    public static Command Create()
    {
        var command = new Command("embed", "Make vectors of texts; each is one line of numbers on stdout.") { Text, Model, Dimensions };
        command.SetAction(CliSession.Action(RunAsync));
        return command;
    }

    private static async Task<int> RunAsync(CliSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        string[] texts = parsed.GetValue(Text) is { } given ? [given]
            : Terminal.InputIsRedirected ? [.. (await Terminal.ReadInputAsync(cancellationToken)).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)]
            : [];
        if (texts.Length == 0)
        {
            session.Tell(new(ProblemKind.Invalid, $"There is no text.", $"Neither the argument nor the pipe held text.", $"ai-chat-local embed \"Why is the sky blue?\""));
            return ExitCode.Usage;
        }

        var made = await session.Sidecar.Embeddings.EmbedAsync(parsed.GetValue(Model), texts, parsed.GetValue(Dimensions), cancellationToken);
        var result = ModelsEmbedHandler.ToWire(made);
        if (session.Json)
        {
            session.Write(result);
            return ExitCode.Ok;
        }

        foreach (var vector in result.Vectors)
        {
            await session.Output.WriteLineAsync(string.Join(' ', vector.Select(number => number.ToString("R", CultureInfo.InvariantCulture))));
        }

        return ExitCode.Ok;
    }
}
