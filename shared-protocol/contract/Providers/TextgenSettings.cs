namespace AiChatLocal.Protocol.Providers;

/// <summary>
/// What Text Generation WebUI (textgen) makes of each question before its model gets it. Characters, templates and presets are files in its
/// <c>user_data</c> folder and are named without their ending; it lists them nowhere. A name that it does not have fails at the question.
/// </summary>
/// <param name="Mode">Absent: instruct.</param>
/// <param name="Character">Who answers in the modes chat and chatInstruct.</param>
/// <param name="InstructionTemplate">Takes the place of the model's own template in the modes instruct and chatInstruct.</param>
/// <param name="UserName">What the character calls the user.</param>
/// <param name="BotName">In place of the character's own name.</param>
/// <param name="Context">In place of the character's own description.</param>
/// <param name="Greeting">The character's first words, in place of its own.</param>
/// <param name="ChatInstructCommand">The instruction of the mode chatInstruct; <c>&lt;|character|&gt;</c> and <c>&lt;|prompt|&gt;</c> in it are filled in.</param>
/// <param name="SamplerPreset">A preset of how tokens are chosen; options of a question win over it.</param>
public sealed record TextgenSettings(
    TextgenMode? Mode = null,
    string? Character = null,
    string? InstructionTemplate = null,
    string? UserName = null,
    string? BotName = null,
    string? Context = null,
    string? Greeting = null,
    string? ChatInstructCommand = null,
    string? SamplerPreset = null);

/// <summary>Instruct: the model answers as an assistant. Chat: as a character, without a template. ChatInstruct: as a character, told to by an instruction.</summary>
public enum TextgenMode
{
    Instruct,
    Chat,
    ChatInstruct,
}
