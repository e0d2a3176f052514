using AiChatLocal.Storage.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiChatLocal.Storage.Configurations;

internal sealed class PartConfiguration : IEntityTypeConfiguration<PartEntity>
{
    public void Configure(EntityTypeBuilder<PartEntity> builder)
    {
        builder.ToTable("parts");
        builder.HasOne<MessageEntity>().WithMany().HasForeignKey(part => part.MessageId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(part => new { part.MessageId, part.Ordinal });
    }
}
