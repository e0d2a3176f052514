// Generated from the contract by `npm run generate`.
namespace AiChatLocal.Protocol;

/// <summary>Hash of the contract's shape, the same that <c>protocol.ts</c> exports as <c>contractHash</c>.</summary>
public static class ContractHash
{
    public const string Value = "97d3c09570ea9c29238ca6d3808f822de6fa180fccba49dd8d324e58e712a6b7";
}
