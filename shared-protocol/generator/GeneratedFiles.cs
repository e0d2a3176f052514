using System.Text.Json.Nodes;

namespace AiChatLocal.Protocol.Generator;

/// <summary>Every generated file: its path below the repository's root, and what must stand in it.</summary>
internal static class GeneratedFiles
{
    public static IReadOnlyDictionary<string, string> Of(Contract contract)
    {
        var openRpc = OpenRpcWriter.Write(contract, typeof(ProtocolJsonContext).Assembly.GetName().Version!.ToString(3));
        var hash = ContractHasher.Hash(openRpc);
        return new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["shared-protocol/generated/protocol.ts"] = TypeScriptWriter.Write(contract, hash),
            ["shared-protocol/generated/openrpc.json"] = PrettyJson.Write(WithHash(openRpc, hash)),
            ["shared-protocol/contract/ContractHash.g.cs"] = HashConstant(hash),
        };
    }

    /// <summary>Paths of the files that are missing or differ.</summary>
    public static IEnumerable<string> Stale(string root, IReadOnlyDictionary<string, string> files) =>
        files.Where(file => !File.Exists(Path.Combine(root, file.Key)) || File.ReadAllText(Path.Combine(root, file.Key)) != file.Value)
            .Select(file => file.Key);

    public static void Write(string root, IReadOnlyDictionary<string, string> files)
    {
        foreach (var stale in Stale(root, files).ToList())
        {
            var path = Path.Combine(root, stale);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, files[stale]);
        }
    }

    public static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "AiChatLocal.sln")))
                return folder;
        }

        throw new InvalidOperationException($"No AiChatLocal.sln above {AppContext.BaseDirectory}: run the generator from a checkout.");
    }

    private static JsonObject WithHash(JsonObject openRpc, string hash)
    {
        openRpc["info"]!["x-contract-hash"] = hash;
        return openRpc;
    }

    // No record, so that it is no part of the contract that is hashed.
    private static string HashConstant(string hash) => $$"""
        // Generated from the contract by `npm run generate`.
        namespace AiChatLocal.Protocol;

        /// <summary>Hash of the contract's shape, the same that <c>protocol.ts</c> exports as <c>contractHash</c>.</summary>
        public static class ContractHash
        {
            public const string Value = "{{hash}}";
        }

        """.ReplaceLineEndings("\n");
}
