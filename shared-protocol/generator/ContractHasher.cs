using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace AiChatLocal.Protocol.Generator;

/// <summary>
/// Hashes the contract's shape: the OpenRPC document without what only people read, so that a better comment or a new version
/// number does not part a client from a server that understand each other.
/// </summary>
internal static class ContractHasher
{
    public static string Hash(JsonObject openRpc)
    {
        var shape = (JsonObject)Shape(openRpc, namesAreData: false)!;
        shape.Remove("info");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(shape.ToJsonString())));
    }

    /// <param name="node">What to copy.</param>
    /// <param name="namesAreData">True where the keys are names of the contract: a property may be called <c>description</c>.</param>
    private static JsonNode? Shape(JsonNode? node, bool namesAreData) => node switch
    {
        JsonObject fields => new JsonObject(fields
            .Where(field => namesAreData || field.Key is not ("description" or "summary" or "message"))
            .Select(field => KeyValuePair.Create(field.Key, Shape(field.Value, field.Key is "properties" or "schemas" or "errors")))),
        JsonArray items => new JsonArray([.. items.Select(item => Shape(item, namesAreData: false))]),
        _ => node?.DeepClone(),
    };
}
