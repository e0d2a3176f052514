using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using Microsoft.Data.Sqlite;

namespace Database;

/// <summary>
/// Fills the database that the sidecar made, in bulk: through the product's own door, message by message, a million would take hours.
/// A schema that has changed makes the statements fail, so that nothing else than the product's own schema can be measured.
/// </summary>
internal static class ProductDatabase
{
    private const string Model = "fake/fake";

    /// <summary>The bits of an id below its time (see <see cref="EntityId"/>).</summary>
    private const int RandomBits = 21;

    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Epoch = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Fill(DataDirectory directory, int messages)
    {
        using var connection = BareDatabase.Open(directory.Database);
        var leaves = new SampleMessage?[SampleMessages.Chats(messages)];
        using var addChat = BareDatabase.Command(
            connection,
            "INSERT INTO chats(id, title, created_at, updated_at, model) VALUES($id, $title, $created, $created, $model)",
            "$id", "$title", "$created", "$model");
        BareDatabase.Execute(connection, "BEGIN");
        for (var chat = 0; chat < leaves.Length; chat++)
            BareDatabase.Run(addChat, ChatId(chat), $"Chat {chat}", Time(chat), Model);
        BareDatabase.Execute(connection, "COMMIT");
        foreach (var batch in SampleMessages.Of(messages).Chunk(20_000))
            Add(connection, batch, leaves);
        Finish(connection, leaves);
    }

    private static void Add(SqliteConnection connection, IEnumerable<SampleMessage> batch, SampleMessage?[] leaves)
    {
        using var addMessage = BareDatabase.Command(
            connection,
            """
            INSERT INTO messages(id, chat_id, parent_id, role, status, created_at, model, leaves_this_machine)
            VALUES($id, $chat, $parent, $role, $status, $created, $model, 0)
            """,
            "$id", "$chat", "$parent", "$role", "$status", "$created", "$model");
        using var addPart = BareDatabase.Command(
            connection, "INSERT INTO parts(message_id, ordinal, kind, text) VALUES($message, 0, 0, $text)", "$message", "$text");
        BareDatabase.Execute(connection, "BEGIN");
        foreach (var message in batch)
        {
            var role = message.FromUser ? MessageRole.User : MessageRole.Assistant;
            BareDatabase.Run(
                addMessage,
                MessageId(message),
                ChatId(message.Chat),
                leaves[message.Chat] is { } parent ? MessageId(parent) : DBNull.Value,
                (int)role,
                (int)MessageStatus.Complete,
                Time(message.Number),
                message.FromUser ? DBNull.Value : Model);
            BareDatabase.Run(addPart, MessageId(message), message.Text);
            leaves[message.Chat] = message;
        }

        BareDatabase.Execute(connection, "COMMIT");
    }

    private static void Finish(SqliteConnection connection, SampleMessage?[] leaves)
    {
        using var finish = BareDatabase.Command(
            connection,
            "UPDATE chats SET leaf_id = $leaf, updated_at = $updated, last_words = $words WHERE id = $id",
            "$leaf", "$updated", "$words", "$id");
        BareDatabase.Execute(connection, "BEGIN");
        foreach (var leaf in leaves.OfType<SampleMessage>())
            BareDatabase.Run(finish, MessageId(leaf), Time(leaf.Number), leaf.Text[..Math.Min(120, leaf.Text.Length)], ChatId(leaf.Chat));
        BareDatabase.Execute(connection, "COMMIT");
        BareDatabase.Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private static long ChatId(int chat) => Id(Start.AddSeconds(-1 - chat));

    private static long MessageId(SampleMessage message) => Id(Start.AddSeconds(message.Number));

    private static long Id(DateTimeOffset time) => (long)(time - Epoch).TotalMilliseconds << RandomBits;

    private static long Time(int seconds) => Start.AddSeconds(seconds).ToUnixTimeMilliseconds();
}
