using System.Text.Json.Nodes;
using AiChatLocal.Protocol.Generator;
using Xunit;

namespace AiChatLocal.Protocol.Tests;

public sealed class GeneratedFilesTests
{
    [Fact]
    public void Generated_files_are_current() =>
        Assert.Empty(GeneratedFiles.Stale(GeneratedFiles.FindRoot(), GeneratedFiles.Of(ContractReader.Read())));

    [Fact]
    public void Generating_twice_gives_the_same_bytes() =>
        Assert.Equal(GeneratedFiles.Of(ContractReader.Read()), GeneratedFiles.Of(ContractReader.Read()));

    [Fact]
    public void Generated_files_have_unix_line_ends_and_end_in_one() =>
        Assert.All(GeneratedFiles.Of(ContractReader.Read()).Values, text =>
        {
            Assert.DoesNotContain('\r', text);
            Assert.EndsWith("\n", text, StringComparison.Ordinal);
        });

    [Fact]
    public void A_missing_and_a_changed_file_are_named_stale()
    {
        var root = Directory.CreateTempSubdirectory("generated-files-").FullName;
        try
        {
            var files = new Dictionary<string, string> { ["same.ts"] = "1\n", ["changed.ts"] = "2\n", ["folder/missing.ts"] = "3\n" };
            GeneratedFiles.Write(root, files);
            Assert.Empty(GeneratedFiles.Stale(root, files));

            File.WriteAllText(Path.Combine(root, "changed.ts"), "old\n");
            File.Delete(Path.Combine(root, "folder/missing.ts"));
            Assert.Equal(["changed.ts", "folder/missing.ts"], GeneratedFiles.Stale(root, files).Order(StringComparer.Ordinal));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public void The_constant_of_the_server_is_the_hash_of_the_contract() =>
        Assert.Equal(ContractHash.Value, ContractHasher.Hash(OpenRpc()));

    [Fact]
    public void A_comment_or_a_version_does_not_change_the_hash()
    {
        var openRpc = OpenRpc();
        openRpc["info"]!["version"] = "99.0.0";
        openRpc["methods"]![1]!["summary"] = "Said better.";
        Schema(openRpc, "ChatSendParams")["description"] = "Said better.";
        Assert.Equal(ContractHash.Value, ContractHasher.Hash(openRpc));
    }

    [Fact]
    public void A_new_property_changes_the_hash_even_when_it_is_called_description()
    {
        var openRpc = OpenRpc();
        Schema(openRpc, "ChatSendParams")["properties"]!["description"] = new JsonObject { ["type"] = "string" };
        Assert.NotEqual(ContractHash.Value, ContractHasher.Hash(openRpc));
    }

    [Fact]
    public void An_optional_property_that_becomes_required_changes_the_hash()
    {
        var openRpc = OpenRpc();
        Schema(openRpc, "ChatSendParams")["required"]!.AsArray().Add("model");
        Assert.NotEqual(ContractHash.Value, ContractHasher.Hash(openRpc));
    }

    private static JsonObject OpenRpc() => OpenRpcWriter.Write(ContractReader.Read(), version: "1.0.0");

    private static JsonNode Schema(JsonObject openRpc, string type) => openRpc["components"]!["schemas"]![type]!;
}
