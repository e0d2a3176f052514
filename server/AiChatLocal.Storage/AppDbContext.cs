using AiChatLocal.Storage.Entities;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AiChatLocal.Storage;

/// <summary>
/// The tables, from which migrations are made. Their names and columns are snake_case, since statements speak SQL to them (see
/// <see cref="SqliteConnectionExtensions"/>).
/// </summary>
internal sealed class AppDbContext(DbContextOptions<AppDbContext> options) : DbContext(options)
{
    public DbSet<ChatEntity> Chats => Set<ChatEntity>();

    public DbSet<MessageEntity> Messages => Set<MessageEntity>();

    public DbSet<PartEntity> Parts => Set<PartEntity>();

    public DbSet<ReplyPieceEntity> ReplyPieces => Set<ReplyPieceEntity>();

    public DbSet<AttachmentEntity> Attachments => Set<AttachmentEntity>();

    public DbSet<EgressEntity> Egress => Set<EgressEntity>();

    public static AppDbContext On(SqliteConnection connection) => new(new DbContextOptionsBuilder<AppDbContext>().UseSqlite(connection).Options);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AppDbContext).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(SnakeCase(property.Name));
            }
        }
    }

    private static string SnakeCase(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsAsciiLetterUpper(c) ? "_" + char.ToLowerInvariant(c) : $"{char.ToLowerInvariant(c)}"));
}
