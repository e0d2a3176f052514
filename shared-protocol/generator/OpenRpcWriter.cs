using System.Text.Json.Nodes;

namespace AiChatLocal.Protocol.Generator;

/// <summary>
/// Writes the contract as an OpenRPC document. A method without a result is a notification there; <c>x-notification</c> and
/// <c>x-sender</c> say so to readers that do not know this rule.
/// </summary>
internal static class OpenRpcWriter
{
    public static JsonObject Write(Contract contract, string version) => new()
    {
        ["openrpc"] = "1.3.2",
        ["info"] = new JsonObject
        {
            ["title"] = "AI Chat Local",
            ["version"] = version,
            ["description"] = "JSON-RPC 2.0 over stdio with Content-Length framing. Generated from shared-protocol/contract.",
            ["license"] = new JsonObject { ["name"] = "MIT" },
        },
        ["methods"] = new JsonArray([.. contract.Methods.Select(Method)]),
        ["components"] = new JsonObject
        {
            ["schemas"] = new JsonObject(contract.Types.Select(type => KeyValuePair.Create(type.Name, (JsonNode?)JsonSchema.Of(type)))),
            ["errors"] = new JsonObject(contract.ErrorCodes.Select(code => KeyValuePair.Create(code.Name, (JsonNode?)Error(code)))),
        },
    };

    private static JsonObject Method(ContractMethod method)
    {
        var written = new JsonObject { ["name"] = method.Name };
        if (method.Params.Doc is { } doc)
        {
            var end = doc.IndexOf(". ", StringComparison.Ordinal);
            written["summary"] = end < 0 ? doc : doc[..(end + 1)];
            if (end >= 0)
                written["description"] = doc;
        }

        written["paramStructure"] = "by-name";
        written["params"] = new JsonArray([.. method.Params.Properties.Select(Parameter)]);
        if (method.Result is { } result)
            written["result"] = new JsonObject { ["name"] = result.Name, ["schema"] = JsonSchema.Reference(result.Name) };
        else
            (written["x-notification"], written["x-sender"]) = (true, method.Sender == RpcSender.Server ? "server" : "client");
        return written;
    }

    private static JsonObject Parameter(ContractProperty property)
    {
        var written = new JsonObject { ["name"] = property.Name };
        if (property.Doc is { } doc)
            written["description"] = doc;
        written["required"] = !property.Optional;
        written["schema"] = JsonSchema.Of(property, withDescription: false);
        return written;
    }

    private static JsonObject Error(ContractErrorCode code) => new() { ["code"] = code.Code, ["message"] = code.Doc ?? code.Name };
}
