using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using Microsoft.Data.Sqlite;

namespace AiChatLocal.Storage.Writing;

/// <summary>Changes what is said of a chat, in the transaction of <paramref name="connection"/>. Each method says whether a row changed.</summary>
internal sealed class ChatSql(SqliteConnection connection, EntityMapping mapping, TimeProvider time)
{
    public Task<bool> RenameAsync(EntityId chatId, string title, TitleSource source, CancellationToken cancellationToken) => ExecuteAsync(
        "UPDATE chats SET title = $title, title_source = $source WHERE id = $id AND ($source > title_source OR $source = $user OR title = '')",
        cancellationToken,
        ("$id", chatId.Value),
        ("$title", mapping.EncodeText(title)),
        ("$source", (int)source),
        ("$user", (int)TitleSource.User));

    public Task<bool> DeleteAsync(EntityId chatId, CancellationToken cancellationToken) =>
        ExecuteAsync("DELETE FROM chats WHERE id = $id", cancellationToken, ("$id", chatId.Value));

    public Task<bool> ChangeAsync(EntityId chatId, ChatChange change, CancellationToken cancellationToken)
    {
        List<string> columns = ["id = id"];
        List<(string Name, object? Value)> values = [("$id", chatId.Value)];
        void Set(string column, object? value)
        {
            columns.Add($"{column} = ${column}");
            values.Add(($"${column}", value));
        }

        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (change.Pinned is { } pinned)
        {
            Set("pinned_at", pinned ? now : 0L);
        }

        if (change.Archived is { } archived)
        {
            Set("archived_at", archived ? now : null);
        }

        if (change.Folder is { } folder)
        {
            Set("folder", folder.Length > 0 ? mapping.EncodeText(folder) : null);
        }

        if (change.Tags is { } tags)
        {
            Set("tags", mapping.EncodeTags(tags));
        }

        if (change.SystemPrompt is { } prompt)
        {
            Set("system_prompt", prompt.Length > 0 ? mapping.EncodeText(prompt) : null);
        }

        if (change.Model is { } model)
        {
            Set("model", model.Length > 0 ? model : null);
        }

        if (change.Settings is { } settings)
        {
            Set("settings", mapping.EncodeSettings(settings));
        }

        return ExecuteAsync($"UPDATE chats SET {string.Join(", ", columns)} WHERE id = $id", cancellationToken, [.. values]);
    }

    private async Task<bool> ExecuteAsync(string sql, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters) =>
        await connection.ExecuteAsync(sql, cancellationToken, parameters) > 0;
}
