// Generated from the contract by `npm run generate`.
namespace AiChatLocal.Protocol;

/// <summary>Hash of the contract's shape, the same that <c>protocol.ts</c> exports as <c>contractHash</c>.</summary>
public static class ContractHash
{
    public const string Value = "b6a16d23d4d1bca644d0ba455f6f98a0594fcec260b42826e404fe72ce8f05fe";
}
