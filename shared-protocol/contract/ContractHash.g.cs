// Generated from the contract by `npm run generate`.
namespace AiChatLocal.Protocol;

/// <summary>Hash of the contract's shape, the same that <c>protocol.ts</c> exports as <c>contractHash</c>.</summary>
public static class ContractHash
{
    public const string Value = "42acfb1c93428ea7dec0e1f5b1062ac7d00fcb2b91d80bf9d541d3114d21ed5e";
}
