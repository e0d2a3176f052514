// Generated from the contract by `npm run generate`.
namespace AiChatLocal.Protocol;

/// <summary>Hash of the contract's shape, the same that <c>protocol.ts</c> exports as <c>contractHash</c>.</summary>
public static class ContractHash
{
    public const string Value = "1ae5866ed989be19747271cf4b28b543abdedafa8a1d6913a0bf466df730e657";
}
