// Generated from the contract by `npm run generate`.
namespace AiChatLocal.Protocol;

/// <summary>Hash of the contract's shape, the same that <c>protocol.ts</c> exports as <c>contractHash</c>.</summary>
public static class ContractHash
{
    public const string Value = "f812944368f7ad8f4fcfba00c90ae81ac2bbac7c2db7c36885e81fcf93ed96d4";
}
