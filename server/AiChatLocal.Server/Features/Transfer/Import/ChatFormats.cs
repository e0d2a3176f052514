using AiChatLocal.Server.Features.Transfer.Import.Formats;

namespace AiChatLocal.Server.Features.Transfer.Import;

/// <summary>All programs whose chats can be read. They remember what their indexes say: a set of them is for one import.</summary>
internal sealed class ChatFormats
{
    public IReadOnlyList<IChatFormat> Single { get; } =
    [
        new ChatGptFormat(),
        new ClaudeFormat(),
        new OpenWebUiFormat(),
        new LmStudioFormat(),
        new ContinueFormat(),
        new CopilotChatFormat(),
    ];

    public IReadOnlyList<IGatheringFormat> Gathering { get; } = [new ClineFormat()];
}
