using AiChatLocal.Core;
using AiChatLocal.Core.Configuration;
using Wire = AiChatLocal.Protocol.Providers;

namespace AiChatLocal.Server.Features.Providers;

/// <summary>Checks what a user sets for Text Generation WebUI: what would be left out unseen, or leave its folder, is refused.</summary>
internal static class NewTextgenSettings
{
    private const int LongestText = 100_000;

    public static TextgenSettings? Check(Wire.TextgenSettings? wanted, string? preset)
    {
        if (wanted is null || wanted == new Wire.TextgenSettings())
        {
            return null;
        }

        if (preset is not null)
        {
            throw Invalid($"The vendor “{preset}” has no characters, modes and templates.", $"They are Text Generation WebUI's.", $"Leave them out, or add that server as a provider without a preset.");
        }

        CheckModes(wanted);
        return new(
            wanted.Mode switch
            {
                null => null,
                Wire.TextgenMode.Instruct => TextgenMode.Instruct,
                Wire.TextgenMode.Chat => TextgenMode.Chat,
                _ => TextgenMode.ChatInstruct,
            },
            FileName($"character", wanted.Character),
            FileName($"instruction template", wanted.InstructionTemplate),
            Text($"name of the user", wanted.UserName),
            Text($"name of the bot", wanted.BotName),
            Text($"context", wanted.Context),
            Text($"greeting", wanted.Greeting),
            Text($"instruction of chat-instruct", wanted.ChatInstructCommand),
            FileName($"sampler preset", wanted.SamplerPreset));
    }

    public static Wire.TextgenSettings? ToWire(this TextgenSettings? settings) => settings is null ? null : new(
        settings.Mode switch
        {
            null => null,
            TextgenMode.Instruct => Wire.TextgenMode.Instruct,
            TextgenMode.Chat => Wire.TextgenMode.Chat,
            _ => Wire.TextgenMode.ChatInstruct,
        },
        settings.Character,
        settings.InstructionTemplate,
        settings.UserName,
        settings.BotName,
        settings.Context,
        settings.Greeting,
        settings.ChatInstructCommand,
        settings.SamplerPreset);

    private static void CheckModes(Wire.TextgenSettings wanted)
    {
        var hasCharacter = wanted.Character is not null || wanted.UserName is not null || wanted.BotName is not null
            || wanted.Context is not null || wanted.Greeting is not null;
        if (hasCharacter && wanted.Mode is null or Wire.TextgenMode.Instruct)
        {
            throw Invalid($"A character is set for the mode instruct.", $"In that mode the model answers as an assistant and the character is not used.", $"Choose the mode chat or chat-instruct.");
        }

        if (wanted.InstructionTemplate is not null && wanted.Mode == Wire.TextgenMode.Chat)
        {
            throw Invalid($"An instruction template is set for the mode chat.", $"That mode uses none.", $"Choose the mode instruct or chat-instruct.");
        }

        if (wanted.ChatInstructCommand is not null && wanted.Mode != Wire.TextgenMode.ChatInstruct)
        {
            throw Invalid($"An instruction is set for another mode than chat-instruct.", $"Only chat-instruct uses it.", $"Choose the mode chat-instruct, or leave the instruction out.");
        }
    }

    private static string? FileName(LocalizedString what, string? name) =>
        name is null || (name.Length is > 0 and <= 255 && !name.StartsWith('.') && !name.Any(c => c is '/' or '\\' or ':' || char.IsControl(c)))
            ? name
            : throw Invalid($"“{name}” cannot be the name of a {what}.", $"It names a file in the server's folder, without the folder.", $"Give the name alone, without an ending, e.g. Assistant.");

    private static string? Text(LocalizedString what, string? text) => text is null || text.Length is > 0 and <= LongestText
        ? text
        : throw Invalid($"The {what} cannot be sent.", $"It is empty, or longer than {LongestText} characters.", $"Correct it, or leave it out.");

    private static RequestException Invalid(LocalizedString what, LocalizedString why, LocalizedString fix) => new(new(ProblemKind.Invalid, what, why, fix));
}
