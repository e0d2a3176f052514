// Generated from the contract by `npm run generate`.
namespace AiChatLocal.Protocol;

/// <summary>Hash of the contract's shape, the same that <c>protocol.ts</c> exports as <c>contractHash</c>.</summary>
public static class ContractHash
{
    public const string Value = "6561ebf254d2ab33d1a43ae1fd872c24114f4d54d36048b9139e369e9573b8c3";
}
