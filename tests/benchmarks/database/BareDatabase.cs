using Microsoft.Data.Sqlite;

namespace Database;

/// <summary>The plainest database that answers the same questions: two tables, one full-text index, and SQL.</summary>
internal static class BareDatabase
{
    public static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;");
        return connection;
    }

    public static void Build(string file, int messages)
    {
        using var connection = Open(file);
        Execute(connection, """
            CREATE TABLE chat(id INTEGER PRIMARY KEY, title TEXT NOT NULL, created INTEGER NOT NULL, updated INTEGER NOT NULL);
            CREATE INDEX chat_updated ON chat(updated DESC);
            CREATE TABLE message(
                id INTEGER PRIMARY KEY, chat INTEGER NOT NULL REFERENCES chat(id), seq INTEGER NOT NULL, role INTEGER NOT NULL,
                created INTEGER NOT NULL, body TEXT NOT NULL, UNIQUE(chat, seq));
            CREATE VIRTUAL TABLE message_text USING fts5(body, content='message', content_rowid='id');
            CREATE TRIGGER message_added AFTER INSERT ON message
                BEGIN INSERT INTO message_text(rowid, body) VALUES (new.id, new.body); END;
            """);
        using var insert = Command(connection, "INSERT INTO chat VALUES($id, $title, $created, $created)", "$id", "$title", "$created");
        Execute(connection, "BEGIN");
        for (var chat = 0; chat < SampleMessages.Chats(messages); chat++)
            Run(insert, chat, $"Chat {chat}", 1_700_000_000 + chat);
        Execute(connection, "COMMIT");

        using var add = Command(
            connection, "INSERT INTO message VALUES($id, $chat, $seq, $role, $created, $body)", "$id", "$chat", "$seq", "$role", "$created", "$body");
        foreach (var batch in SampleMessages.Of(messages).Chunk(20_000))
        {
            Execute(connection, "BEGIN");
            foreach (var message in batch)
            {
                Run(add, message.Number + 1, message.Chat, message.IndexInChat, message.FromUser ? 0 : 1, 1_700_000_000 + message.Number, message.Text);
            }

            Execute(connection, "COMMIT");
        }

        Execute(connection, "ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);");
    }

    public static SqliteCommand Command(SqliteConnection connection, string sql, params string[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }

    public static int Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        return command.ExecuteNonQuery();
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        command.ExecuteNonQuery();
    }
}
