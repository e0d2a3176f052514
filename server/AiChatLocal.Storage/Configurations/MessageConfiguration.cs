using AiChatLocal.Storage.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiChatLocal.Storage.Configurations;

internal sealed class MessageConfiguration : IEntityTypeConfiguration<MessageEntity>
{
    public void Configure(EntityTypeBuilder<MessageEntity> builder)
    {
        builder.ToTable("messages");
        builder.Property(message => message.Id).ValueGeneratedNever();
        builder.HasOne<ChatEntity>().WithMany().HasForeignKey(message => message.ChatId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(message => new { message.ChatId, message.ParentId });
        builder.Property(message => message.IsCut).HasDefaultValue(false);
        // Few rows at any time: what a dead process left is found without reading the table.
        builder.HasIndex(message => message.Owner).HasFilter("owner IS NOT NULL");
    }
}
