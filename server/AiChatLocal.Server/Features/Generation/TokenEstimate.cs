using System.Text;
using AiChatLocal.Core.Chats;
using AiChatLocal.Server.Features.Chat;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Server.Features.Generation;

/// <summary>
/// Guesses tokens where nobody counts them: four bytes of UTF-8 a token, which is near for English prose and Chinese, and up to a third too
/// little for code. Whoever shows the figure says that it is an estimate.
/// </summary>
internal static class TokenEstimate
{
    private const int BytesPerToken = 4;

    /// <summary>Role, separators and the like of one message.</summary>
    private const int PerMessage = 4;

    public static int Of(string? text) => text is null ? 0 : (Encoding.UTF8.GetByteCount(text) + BytesPerToken - 1) / BytesPerToken;

    public static int Of(Message message) => Of(Prompt.Render(message.Parts)) + PerMessage;

    public static int Of(IEnumerable<ChatMessage> prompt) => prompt.Sum(message => Of(message.Text) + PerMessage);

    public static int OfFiles(Message message) => message.Parts.OfType<SelectionPart>().Sum(part => Of(part.Text));
}
