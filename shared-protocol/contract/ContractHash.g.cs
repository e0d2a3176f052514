// Generated from the contract by `npm run generate`.
namespace AiChatLocal.Protocol;

/// <summary>Hash of the contract's shape, the same that <c>protocol.ts</c> exports as <c>contractHash</c>.</summary>
public static class ContractHash
{
    public const string Value = "797470f98d6ff9c952fd180e2feeedb8fb95737a0a1239eb9ec9e88f20b33778";
}
