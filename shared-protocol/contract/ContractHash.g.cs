// Generated from the contract by `npm run generate`.
namespace AiChatLocal.Protocol;

/// <summary>Hash of the contract's shape, the same that <c>protocol.ts</c> exports as <c>contractHash</c>.</summary>
public static class ContractHash
{
    public const string Value = "6620aa000b762ca0fbef4e535f043ce297396a1f30080c3a26f80d00debd1589";
}
