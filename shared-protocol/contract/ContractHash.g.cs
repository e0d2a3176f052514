// Generated from the contract by `npm run generate`.
namespace AiChatLocal.Protocol;

/// <summary>Hash of the contract's shape, the same that <c>protocol.ts</c> exports as <c>contractHash</c>.</summary>
public static class ContractHash
{
    public const string Value = "3639d1eb5e011bef6be309d80c2cc53d6b26be33b22df56ce21d9e9e8e42bf0a";
}
