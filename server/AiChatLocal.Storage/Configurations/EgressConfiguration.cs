using AiChatLocal.Storage.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiChatLocal.Storage.Configurations;

internal sealed class EgressConfiguration : IEntityTypeConfiguration<EgressEntity>
{
    public void Configure(EntityTypeBuilder<EgressEntity> builder)
    {
        builder.ToTable("egress");
        builder.Property(entry => entry.Id).ValueGeneratedNever();
        // What left the machine is found among all that did not.
        builder.HasIndex(entry => new { entry.IsLoopback, entry.Id });
    }
}
