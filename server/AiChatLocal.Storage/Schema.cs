namespace AiChatLocal.Storage;

/// <summary>
/// All migrations as one script, which makes a new database without loading the mapper: the first question in a new data directory is on disk
/// half a second sooner. After a new migration: <c>dotnet ef migrations script --output Migrations/schema.sql</c>; a test compares the two.
/// </summary>
internal static class Schema
{
    public static string Read()
    {
        using var stream = typeof(Schema).Assembly.GetManifestResourceStream("schema.sql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
