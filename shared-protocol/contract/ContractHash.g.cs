// Generated from the contract by `npm run generate`.
namespace AiChatLocal.Protocol;

/// <summary>Hash of the contract's shape, the same that <c>protocol.ts</c> exports as <c>contractHash</c>.</summary>
public static class ContractHash
{
    public const string Value = "77cfd1732b7713a3deb176872d447ed32e5cf83d542a2de92aaa0c6938c08b36";
}
