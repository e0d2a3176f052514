using System.CommandLine;
using AiChatLocal.Protocol.Providers;

namespace AiChatLocal.Server.FrontEnds.Cli;

/// <summary>The options of <c>providers add</c> and <c>update</c> for Text Generation WebUI.</summary>
internal static class TextgenFlags
{
    private static readonly Option<TextgenMode?> Mode = new("--mode") { Description = "textgen: instruct (its default), chat or chatInstruct." };
    private static readonly Option<string?> Character = new("--character") { Description = "textgen: who answers in the modes chat and chatInstruct.", HelpName = "name" };
    private static readonly Option<string?> Template = new("--instruction-template") { Description = "textgen: in place of the model's own template.", HelpName = "name" };
    private static readonly Option<string?> User = new("--user-name") { Description = "textgen: what the character calls you.", HelpName = "name" };
    private static readonly Option<string?> Bot = new("--bot-name") { Description = "textgen: in place of the character's own name.", HelpName = "name" };
    private static readonly Option<string?> Context = new("--character-context") { Description = "textgen: in place of the character's own description.", HelpName = "text" };
    private static readonly Option<string?> Greeting = new("--greeting") { Description = "textgen: the character's first words.", HelpName = "text" };
    private static readonly Option<string?> Command = new("--chat-instruct-command") { Description = "textgen: the instruction of the mode chatInstruct.", HelpName = "text" };
    private static readonly Option<string?> Preset = new("--sampler-preset") { Description = "textgen: a preset of how tokens are chosen.", HelpName = "name" };

    public static void AddTo(Command command)
    {
        foreach (var option in (Option[])[Mode, Character, Template, User, Bot, Context, Greeting, Command, Preset])
        {
            command.Add(option);
        }
    }

    /// <summary>Null when none is given.</summary>
    public static TextgenSettings? Read(ParseResult parsed)
    {
        var given = new TextgenSettings(
            parsed.GetValue(Mode),
            parsed.GetValue(Character),
            parsed.GetValue(Template),
            parsed.GetValue(User),
            parsed.GetValue(Bot),
            parsed.GetValue(Context),
            parsed.GetValue(Greeting),
            parsed.GetValue(Command),
            parsed.GetValue(Preset));
        return given == new TextgenSettings() ? null : given;
    }

    /// <summary>What is given, with what is set already where nothing is given.</summary>
    public static TextgenSettings? Merge(TextgenSettings? given, TextgenSettings? now) => given is null || now is null ? given ?? now : new(
        given.Mode ?? now.Mode,
        given.Character ?? now.Character,
        given.InstructionTemplate ?? now.InstructionTemplate,
        given.UserName ?? now.UserName,
        given.BotName ?? now.BotName,
        given.Context ?? now.Context,
        given.Greeting ?? now.Greeting,
        given.ChatInstructCommand ?? now.ChatInstructCommand,
        given.SamplerPreset ?? now.SamplerPreset);
}
