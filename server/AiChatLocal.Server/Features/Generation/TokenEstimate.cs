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

    /// <summary>A picture of the size of a screen, in the middle of what the vendors count: 260 to 1,600.</summary>
    private const int PerPicture = 1000;

    public static int Of(string? text) => text is null ? 0 : (Encoding.UTF8.GetByteCount(text) + BytesPerToken - 1) / BytesPerToken;

    public static int Of(Message message) => Of(Prompt.Render(message.Parts)) + OfPictures(message) + PerMessage;

    public static int Of(IEnumerable<ChatMessage> prompt) =>
        prompt.Sum(message => Of(message.Text) + (message.Contents.Count(content => content is DataContent) * PerPicture) + PerMessage);

    /// <summary>Selections and pictures.</summary>
    public static int OfFiles(Message message) => message.Parts.OfType<SelectionPart>().Sum(part => Of(part.Text)) + OfPictures(message);

    private static int OfPictures(Message message) => message.Parts.Count(part => part is ImagePart) * PerPicture;
}
