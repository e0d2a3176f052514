// Generated from the contract by `npm run generate`.
namespace AiChatLocal.Protocol;

/// <summary>Hash of the contract's shape, the same that <c>protocol.ts</c> exports as <c>contractHash</c>.</summary>
public static class ContractHash
{
    public const string Value = "4a76fae8c8aec609c701fb589d5b1c6009aaab1db27de42d6b84cf5d5d5444e9";
}
