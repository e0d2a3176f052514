using Microsoft.EntityFrameworkCore.Design;

namespace AiChatLocal.Storage;

/// <summary>For <c>dotnet ef</c>, which makes migrations.</summary>
internal sealed class AppDbContextFactory : IDesignTimeDbContextFactory<AppDbContext>
{
    public AppDbContext CreateDbContext(string[] args) =>
        AppDbContext.On(new("Data Source=:memory:"));
}
