using AiChatLocal.Core;

namespace AiChatLocal.Server.Features.Transfer;

internal static class TransferErrors
{
    public static RequestException NeedsFile(LocalizedString why) =>
        new(new(ProblemKind.Invalid, $"This export needs a file.", why, $"Name a file to write to."));

    public static RequestException MessageOfWhat() =>
        new(new(ProblemKind.Invalid, $"The message's chat is not named.", $"A message is exported from one chat.", $"Name one chat and the message."));

    public static RequestException NoSuchFile(string path) =>
        new(new(ProblemKind.Invalid, $"There is no file {path}.", $"It was moved or deleted, or the name is another one.", $"Name a JSON file, a zip or a folder."));

    public static RequestException CannotRead(string path, Exception exception) => new(
        new(ProblemKind.Invalid, $"{path} cannot be read.", $"It is open elsewhere, damaged, or belongs to another user.", $"Choose another file.", exception.Message),
        exception);

    public static RequestException NothingKnown(string path) => new(new(
        ProblemKind.Unsupported,
        $"{path} holds no chats that can be read.",
        $"It is no export of AI Chat Local, ChatGPT, Claude, Open WebUI, LM Studio, Continue, Cline or Copilot Chat.",
        $"Choose the export's JSON file, its zip as it was downloaded, or the folder with the conversations."));

    public static RequestException NewerVersion(string path, int version, int known) => new(new(
        ProblemKind.NewerVersion,
        $"{path} was written by a newer version of AI Chat Local.",
        $"It has version {version} of the format; this program knows versions up to {known}.",
        $"Update AI Chat Local, then import again. Nothing was changed."));
}
