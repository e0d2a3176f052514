// Generated from the contract by `npm run generate`.
namespace AiChatLocal.Protocol;

/// <summary>Hash of the contract's shape, the same that <c>protocol.ts</c> exports as <c>contractHash</c>.</summary>
public static class ContractHash
{
    public const string Value = "bcfef85e0e5eb8df4ea6abc7f41aeed0b5797fa825d639f55136aa59a524514a";
}
