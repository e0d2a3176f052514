using System.Reflection;

namespace AiChatLocal.Server.Hosting;

internal static class ProductVersion
{
    public const string Name = "ai-chat-local";

    public static readonly string Value =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
