namespace Database;

internal sealed record SampleMessage(int Number, int Chat, int IndexInChat, bool FromUser, string Text);

/// <summary>The messages of a database of some size. Chats grow side by side, as in life: a chat's rows are no neighbours.</summary>
internal static class SampleMessages
{
    private const int QuestionWords = 12, AnswerWords = 60;

    /// <summary>Chats of 50 messages in a small database, of 200 in a large one.</summary>
    public static int Chats(int messages) => Math.Max(messages / 200, Math.Min(200, messages / 50));

    public static IEnumerable<SampleMessage> Of(int messages)
    {
        var text = new SampleText(42);
        var chats = Chats(messages);
        var counts = new int[chats];
        for (var i = 0; i < messages; i++)
        {
            var chat = (int)((long)i * 7919 % chats);
            var fromUser = counts[chat] % 2 == 0;
            yield return new(i, chat, counts[chat]++, fromUser, text.Next(fromUser ? QuestionWords : AnswerWords, i));
        }
    }
}
