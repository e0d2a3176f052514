// Generated from the contract by `npm run generate`.
namespace AiChatLocal.Protocol;

/// <summary>Hash of the contract's shape, the same that <c>protocol.ts</c> exports as <c>contractHash</c>.</summary>
public static class ContractHash
{
    public const string Value = "bdaa08bfe6a51e969fdbed9a1e22bc58d90c0e96539a8a9ae32b04653363d836";
}
