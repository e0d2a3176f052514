using System.Globalization;
using System.Text;
using AiChatLocal.Core.Chats;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Server.Features.Chat;

/// <param name="Model">Full name.</param>
/// <param name="MaySee">Whether pictures are sent to it; else a word stands in their place.</param>
internal sealed record PromptReader(string Model, bool MaySee = true);

/// <summary>
/// What a model is sent: the system prompt, the answered questions and the new one. Thinking goes back only where its vendor signed it, to
/// the model that wrote it.
/// </summary>
internal static class Prompt
{
    public static List<ChatMessage> Build(string? systemPrompt, IEnumerable<Message> history, PromptReader reader)
    {
        List<ChatMessage> messages = [];
        if (!string.IsNullOrWhiteSpace(systemPrompt))
        {
            messages.Add(new(ChatRole.System, systemPrompt));
        }

        foreach (var message in history)
        {
            List<AIContent> contents = [.. Contents(message, reader)];
            // A reply that failed before its first word has nothing to send.
            if (contents.Count > 0 && contents.Exists(content => content is not TextReasoningContent))
            {
                messages.Add(new(RoleOf(message.Role), contents));
            }
        }

        return messages;
    }

    /// <summary>Text as it is, a selection as a fenced block under its file, language and lines, a picture as its name.</summary>
    public static string Render(IReadOnlyList<Part> parts)
    {
        if (parts is [TextPart only])
        {
            return only.Text;
        }

        var text = new StringBuilder();
        foreach (var part in parts)
        {
            Render(part, text);
        }

        return text.ToString();
    }

    private static IEnumerable<AIContent> Contents(Message message, PromptReader reader)
    {
        if (message.Parts is [TextPart { Text.Length: > 0 } only])
        {
            yield return new TextContent(only.Text);
            yield break;
        }

        var isItsOwn = message.Model == reader.Model && message.Parts.Any(part => part is SignaturePart);
        var text = new StringBuilder();
        foreach (var part in message.Parts)
        {
            AIContent? content = part switch
            {
                ImagePart { Data: { } data } image when reader.MaySee => new DataContent(data, image.MediaType),
                ThinkingPart thinking when isItsOwn => new TextReasoningContent(thinking.Text),
                SignaturePart signature when isItsOwn => new TextReasoningContent(null) { ProtectedData = signature.Data },
                _ => null,
            };
            if (content is null)
            {
                Render(part, text);
                continue;
            }

            if (text.Length > 0)
            {
                yield return new TextContent(text.ToString());
                text.Clear();
            }

            yield return content;
        }

        if (text.Length > 0)
        {
            yield return new TextContent(text.ToString());
        }
    }

    private static void Render(Part part, StringBuilder text)
    {
        switch (part)
        {
            case TextPart plain:
                text.Append(plain.Text);
                break;
            case SelectionPart selection:
                var fence = FenceFor(selection.Text);
                text.Append(selection.FileName);
                text.Append(selection.IsWhole ? ":\n" : string.Create(CultureInfo.InvariantCulture, $", lines {selection.StartLine}–{selection.EndLine}:\n"));
                text.Append(CultureInfo.InvariantCulture, $"{fence}{selection.LanguageId}\n{selection.Text}\n{fence}\n\n");
                break;
            case ImagePart image:
                text.Append(CultureInfo.InvariantCulture, $"[A picture that you cannot see: {image.FileName ?? image.MediaType}]\n\n");
                break;
        }
    }

    // Longer than any run of backticks inside, so that the code cannot end its own block.
    public static string FenceFor(string code)
    {
        int longest = 2, run = 0;
        foreach (var c in code)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return new('`', longest + 1);
    }

    private static ChatRole RoleOf(MessageRole role) => role switch
    {
        MessageRole.User => ChatRole.User,
        MessageRole.Assistant => ChatRole.Assistant,
        _ => ChatRole.System,
    };
}
