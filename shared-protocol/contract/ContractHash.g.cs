// Generated from the contract by `npm run generate`.
namespace AiChatLocal.Protocol;

/// <summary>Hash of the contract's shape, the same that <c>protocol.ts</c> exports as <c>contractHash</c>.</summary>
public static class ContractHash
{
    public const string Value = "b6c277db8a594cf0f8faab0e1a5e08869726312825fb6a26c50db10c7a18e90d";
}
