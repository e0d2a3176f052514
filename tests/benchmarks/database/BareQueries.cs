using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Database;

/// <summary>What the product's methods ask, as plain statements. Every row is read whole.</summary>
internal sealed class BareQueries(string file, int runs) : IDisposable
{
    /// <summary>Ranking every message with a common word takes most of a second: the newest ones are ranked, as in the product.</summary>
    private const string Search = """
        SELECT message.id, message.chat, found.snippet, message.role, message.created, chat.title
        FROM (SELECT rowid AS id, snippet(message_text, 0, '[', ']', '…', 12) AS snippet, rank FROM message_text
              WHERE message_text MATCH $query AND rowid > (SELECT max(id) - 50000 FROM message) ORDER BY rank LIMIT 20) AS found
        JOIN message ON message.id = found.id JOIN chat ON chat.id = message.chat ORDER BY found.rank
        """;

    private readonly SqliteConnection _connection = BareDatabase.Open(file);

    public IReadOnlyDictionary<string, Timing> Measure() => new Dictionary<string, Timing>
    {
        ["chats"] = Read("""
            SELECT id, title, created, updated,
                   (SELECT substr(body, 1, 120) FROM message WHERE message.chat = chat.id ORDER BY seq DESC LIMIT 1)
            FROM chat ORDER BY updated DESC LIMIT 50
            """),
        ["messages"] = Read(
            "SELECT id, seq, role, created, body FROM message WHERE chat = $chat ORDER BY seq DESC LIMIT 50", "$chat", run => (long)run * 613 % Chats),
        ["rare"] = Read(Search, "$query", run => SampleText.RareWord(run % SampleText.RareWords)),
        ["common"] = Read(Search, "$query", _ => SampleText.CommonWord),
        ["phrase"] = Read(Search, "$query", _ => $"\"{SampleText.Phrase}\""),
        ["append"] = Append(),
    };

    public void Dispose() => _connection.Dispose();

    private long Chats
    {
        get
        {
            using var count = BareDatabase.Command(_connection, "SELECT count(*) FROM chat");
            return (long)count.ExecuteScalar()!;
        }
    }

    private Timing Read(string sql, string? parameter = null, Func<int, object>? value = null)
    {
        using var command = parameter is null ? BareDatabase.Command(_connection, sql) : BareDatabase.Command(_connection, sql, parameter);
        return Time(run =>
        {
            if (value is not null)
                command.Parameters[0].Value = value(run);
            using var reader = command.ExecuteReader();
            var row = new object[reader.FieldCount];
            while (reader.Read())
                reader.GetValues(row);
        });
    }

    /// <summary>A question and its answer, each in a transaction of its own.</summary>
    private Timing Append()
    {
        using var insert = BareDatabase.Command(
            _connection,
            "INSERT INTO message(chat, seq, role, created, body) VALUES(0, (SELECT max(seq) + 1 FROM message WHERE chat = 0), $role, 0, $body)",
            "$role",
            "$body");
        using var touch = BareDatabase.Command(_connection, "UPDATE chat SET updated = updated + 1 WHERE id = 0");
        var text = new SampleText(7);
        return Time(run =>
        {
            for (var role = 0; role < 2; role++)
            {
                BareDatabase.Execute(_connection, "BEGIN IMMEDIATE");
                BareDatabase.Run(insert, role, text.Next(12, 3));
                touch.ExecuteNonQuery();
                BareDatabase.Execute(_connection, "COMMIT");
            }
        });
    }

    private Timing Time(Action<int> action)
    {
        for (var run = 0; run < 3; run++)
            action(run);
        var milliseconds = Enumerable.Range(0, runs)
            .Select(run =>
            {
                var started = Stopwatch.GetTimestamp();
                action(run);
                return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            })
            .Order()
            .ToArray();
        return new(milliseconds[milliseconds.Length / 2], milliseconds[milliseconds.Length * 95 / 100]);
    }
}

internal sealed record Timing(double P50, double P95);
