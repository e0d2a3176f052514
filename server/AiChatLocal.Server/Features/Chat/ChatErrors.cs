using AiChatLocal.Core;

namespace AiChatLocal.Server.Features.Chat;

internal static class ChatErrors
{
    public static RequestException NoSuchChat(EntityId id) => new(new(
        ProblemKind.NotFound, $"There is no chat {id}.", $"It was deleted, or the id belongs to another data directory.", $"List the chats and choose one."));

    public static RequestException NoSuchMessage(EntityId id) => new(new(
        ProblemKind.NotFound, $"There is no message {id} in this chat.", $"It was deleted with its chat.", $"Read the chat again."));

    public static RequestException NoSuchAttachment(EntityId id) => new(new(
        ProblemKind.NotFound, $"There is no attachment {id} in this chat.", $"It was deleted with its message.", $"Read the chat again."));

    public static RequestException NoQuestion() => new(new(
        ProblemKind.Invalid, $"There is no question to ask again.", $"The message does not follow a question.", $"Choose an answer or a question."));

    public static RequestException Busy() => new(new(
        ProblemKind.Conflict,
        $"An answer is still running in this chat.",
        $"A chat answers one question at a time.",
        $"Wait for the answer or stop it, then ask again.",
        Retryable: true));

    public static ProviderException NoModel() => new(new(
        ProblemKind.NoModel,
        $"There is no model to answer.",
        $"No model is downloaded and no model server is configured.",
        $"Download the starter model (models pull embedded/tinyllama-1.1b-chat), or add a model server."));
}
