using AiChatLocal.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace AiChatLocal.Storage;

/// <summary>The tables. Their names and columns are snake_case, since search and journal speak SQL to them.</summary>
internal sealed class AppDbContext(DbContextOptions<AppDbContext> options) : DbContext(options)
{
    public DbSet<ChatEntity> Chats => Set<ChatEntity>();

    public DbSet<MessageEntity> Messages => Set<MessageEntity>();

    public DbSet<PartEntity> Parts => Set<PartEntity>();

    public DbSet<ReplyPieceEntity> ReplyPieces => Set<ReplyPieceEntity>();

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
