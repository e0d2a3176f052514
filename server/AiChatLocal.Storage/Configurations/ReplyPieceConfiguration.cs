using AiChatLocal.Storage.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiChatLocal.Storage.Configurations;

internal sealed class ReplyPieceConfiguration : IEntityTypeConfiguration<ReplyPieceEntity>
{
    public void Configure(EntityTypeBuilder<ReplyPieceEntity> builder)
    {
        builder.ToTable("reply_pieces");
        builder.HasOne<MessageEntity>().WithMany().HasForeignKey(piece => piece.MessageId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(piece => piece.MessageId);
    }
}
