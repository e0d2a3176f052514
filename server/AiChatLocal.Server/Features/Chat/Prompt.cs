using System.Globalization;
using System.Text;
using AiChatLocal.Core.Chats;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Server.Features.Chat;

/// <summary>What a model is sent: the system prompt, the answered questions and the new one. Thinking is never sent back.</summary>
internal static class Prompt
{
    public static List<ChatMessage> Build(string? systemPrompt, IEnumerable<Message> history)
    {
        List<ChatMessage> messages = [];
        if (!string.IsNullOrWhiteSpace(systemPrompt))
        {
            messages.Add(new(ChatRole.System, systemPrompt));
        }

        foreach (var message in history)
        {
            var text = Render(message.Parts);
            // A reply that failed before its first word has nothing to send.
            if (text.Length > 0)
            {
                messages.Add(new(RoleOf(message.Role), text));
            }
        }

        return messages;
    }

    /// <summary>Text as it is, a selection as a fenced block under its file, language and lines.</summary>
    public static string Render(IReadOnlyList<Part> parts)
    {
        if (parts is [TextPart only])
        {
            return only.Text;
        }

        var text = new StringBuilder();
        foreach (var part in parts)
        {
            switch (part)
            {
                case TextPart plain:
                    text.Append(plain.Text);
                    break;
                case SelectionPart selection:
                    var fence = FenceFor(selection.Text);
                    text.Append(CultureInfo.InvariantCulture, $"{selection.FileName}, lines {selection.StartLine}–{selection.EndLine}:\n");
                    text.Append(CultureInfo.InvariantCulture, $"{fence}{selection.LanguageId}\n{selection.Text}\n{fence}\n\n");
                    break;
            }
        }

        return text.ToString();
    }

    // Longer than any run of backticks inside, so that the code cannot end its own block.
    private static string FenceFor(string code)
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
