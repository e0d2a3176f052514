using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace AiChatLocal.Server.Tests;

/// <summary>What Local only and the ledger rest on: one class reaches other machines, and every call passes it.</summary>
public sealed partial class WallTests
{
    private static readonly string[] Doors = ["ConnectionSteps.cs", "HttpRoom.cs", "LoopbackConnection.cs"];

    [Theory]
    [InlineData(typeof(Hosting.Sidecar))]
    [InlineData(typeof(Core.DataDirectory))]
    [InlineData(typeof(Storage.ChatStore))]
    [InlineData(typeof(Rpc.RpcSession))]
    [InlineData(typeof(Protocol.EmptyResult))]
    public void No_room_but_the_providers_knows_a_type_that_opens_a_connection(Type inside)
    {
        using var file = new PEReader(File.OpenRead(inside.Assembly.Location));
        var metadata = file.GetMetadataReader();
        var opening = metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")
            .Where(name => name.StartsWith("System.Net.", StringComparison.Ordinal));
        Assert.Empty(opening);
    }

    [Fact]
    public void In_the_providers_only_the_http_room_opens_connections_or_looks_names_up()
    {
        var folder = Path.Combine(Root(), "server", "AiChatLocal.Providers");
        var openers = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => Opening().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetFileName(file));
        Assert.Equal(Doors, openers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Only_they_may_switch_the_ban_off()
    {
        // Terminal stands for the console, which the same rule bans.
        string[] allowed = [.. Doors, "Terminal.cs"];
        var switched = Directory.EnumerateFiles(Path.Combine(Root(), "server"), "*.cs", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains("RS0030", StringComparison.Ordinal))
            .Select(file => Path.GetFileName(file));
        Assert.Empty(switched.Except(allowed));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "AiChatLocal.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside of the repository.");
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"\b(HttpClient|HttpClientHandler|SocketsHttpHandler|HttpMessageInvoker|Socket|TcpClient|UdpClient|WebRequest|ClientWebSocket|Ping)\b\s*[({]|\bDns\.")]
    private static partial Regex Opening();
}
