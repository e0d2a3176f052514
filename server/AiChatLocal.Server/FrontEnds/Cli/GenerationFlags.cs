using System.CommandLine;
using AiChatLocal.Protocol.Chat;
using AiChatLocal.Server.Features.Chat;
using AiChatLocal.Server.Features.Generation;

namespace AiChatLocal.Server.FrontEnds.Cli;

/// <summary>The options of <c>chat</c> that say how an answer is generated.</summary>
internal static class GenerationFlags
{
    private static readonly Option<double?> Temperature = new("--temperature") { Description = "0 is the most predictable." };
    private static readonly Option<double?> TopP = new("--top-p") { Description = "Only the likeliest tokens whose shares add up to this." };
    private static readonly Option<int?> TopK = new("--top-k") { Description = "Only the so many likeliest tokens." };
    private static readonly Option<double?> MinP = new("--min-p") { Description = "No token less likely than this share of the likeliest one." };
    private static readonly Option<int?> Seed = new("--seed") { Description = "The same seed gives the same answer, where the server keeps to it." };
    private static readonly Option<int?> MaxTokens = new("--max-tokens") { Description = "The answer ends after so many." };
    private static readonly Option<string[]> Stop = new("--stop") { Description = "The answer ends before this text. May be given more than once." };
    private static readonly Option<FileInfo?> Schema = new("--json-schema") { Description = "A file with a JSON Schema: the answer is JSON that fits it.", HelpName = "file" };
    private static readonly Option<ThinkingLevel?> Thinking = new("--thinking") { Description = "How much a model that can think does so." };
    private static readonly Option<int?> ThinkingBudget = new("--thinking-budget") { Description = "In tokens." };
    private static readonly Option<int?> Context = new("--context") { Description = "The context window to allocate, in tokens, where the server lets a request say so." };

    private static readonly Option<double?> KeepAlive = DurationOption.Create("How long the model stays in memory after it, e.g. 10m; `forever`: until it is unloaded. Where the server lets a request say so.");

    private static readonly Option<OverflowChoice?> Overflow = new("--overflow")
    {
        Description = "When the conversation does not fit into the window: refuse (the default), dropOldest, summarise, or send it anyway.",
    };

    private static readonly Option<string?> Preset = new("--preset") { Description = "A named preset, from `presets`. What is given here goes before it.", HelpName = "name" };

    public static void AddTo(Command command)
    {
        AddOptionsTo(command);
        command.Add(Overflow);
        command.Add(Preset);
    }

    /// <summary>Those that a preset holds.</summary>
    public static void AddOptionsTo(Command command)
    {
        foreach (var option in (Option[])[Temperature, TopP, TopK, MinP, Seed, MaxTokens, Stop, Schema, Thinking, ThinkingBudget, Context, KeepAlive])
        {
            command.Add(option);
        }
    }

    public static Asking Read(ParseResult parsed) =>
        new(ReadOptions(parsed).FromWire(), parsed.GetValue(Overflow).FromWire(), parsed.GetValue(Preset));

    public static GenerationOptions ReadOptions(ParseResult parsed) =>
        new(
            parsed.GetValue(Temperature),
            parsed.GetValue(TopP),
            parsed.GetValue(TopK),
            parsed.GetValue(MinP),
            Seed: parsed.GetValue(Seed),
            MaxTokens: parsed.GetValue(MaxTokens),
            Stop: parsed.GetValue(Stop) is { Length: > 0 } stop ? stop : null,
            JsonSchema: parsed.GetValue(Schema) is { } file ? FileArgument.Read(file, "JSON Schema", File.ReadAllText) : null,
            Thinking: parsed.GetValue(Thinking),
            ThinkingBudget: parsed.GetValue(ThinkingBudget),
            ContextLength: parsed.GetValue(Context),
            KeepAliveSeconds: parsed.GetValue(KeepAlive));
}
