namespace AiChatLocal.Core.Configuration;

/// <summary>What Text Generation WebUI makes of a question before its model gets it; null is left to the server.</summary>
/// <param name="Character">A file of the server, named without its ending; so are template and preset.</param>
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

public enum TextgenMode
{
    Instruct,
    Chat,
    ChatInstruct,
}
