// Generated from the contract by `npm run generate`.
namespace AiChatLocal.Protocol;

/// <summary>Hash of the contract's shape, the same that <c>protocol.ts</c> exports as <c>contractHash</c>.</summary>
public static class ContractHash
{
    public const string Value = "6ba3c38ec87a9ebdff83bd0fd7ede573ad06e090eb0defd9227d7eb9a3f3b091";
}
