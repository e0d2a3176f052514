using AiChatLocal.Core.Chats;
using AiChatLocal.Storage.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiChatLocal.Storage.Configurations;

internal sealed class ChatConfiguration : IEntityTypeConfiguration<ChatEntity>
{
    public void Configure(EntityTypeBuilder<ChatEntity> builder)
    {
        builder.ToTable("chats");
        builder.Property(chat => chat.Id).ValueGeneratedNever();
        builder.Property(chat => chat.PinnedAt).HasDefaultValue(0L);
        builder.Property(chat => chat.TitleSource).HasDefaultValue(TitleSource.FirstWords);
        builder.HasIndex(chat => new { chat.PinnedAt, chat.UpdatedAt, chat.Id }).HasFilter("archived_at IS NULL");
        builder.HasIndex(chat => chat.Origin).IsUnique().HasFilter("origin IS NOT NULL");
    }
}
