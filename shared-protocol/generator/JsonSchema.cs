using System.Text.Json.Nodes;

namespace AiChatLocal.Protocol.Generator;

/// <summary>JSON schemas (draft 7, as OpenRPC has it) of the contract's types. Unknown properties are allowed: readers ignore them.</summary>
internal static class JsonSchema
{
    public static JsonObject Reference(string type) => new() { ["$ref"] = $"#/components/schemas/{type}" };

    public static JsonObject Of(ContractType type)
    {
        var schema = new JsonObject();
        if (type.Doc is { } doc)
            schema["description"] = doc;
        switch (type)
        {
            case EnumType values:
                schema["type"] = "string";
                schema["enum"] = Strings(values.Members);
                break;
            case UnionType union:
                schema["oneOf"] = new JsonArray([.. union.Cases.Select(Reference)]);
                break;
            case RecordType record:
                Record(schema, record);
                break;
        }

        return schema;
    }

    public static JsonObject Of(ContractProperty property, bool withDescription)
    {
        var schema = Of(property.Shape);
        if (property.Nullable)
            schema = new JsonObject { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };
        if (withDescription && property.Doc is { } doc)
        {
            // Beside a $ref nothing counts in draft 7.
            if (schema.ContainsKey("$ref"))
                schema = new JsonObject { ["allOf"] = new JsonArray(schema) };
            schema["description"] = doc;
        }

        if (property is { Optional: true, Default: { } value })
            schema["default"] = value.DeepClone();
        return schema;
    }

    private static void Record(JsonObject schema, RecordType record)
    {
        var properties = new JsonObject();
        var required = new List<string>();
        if (record.Discriminator is var (name, value))
        {
            properties[name] = new JsonObject { ["const"] = value };
            required.Add(name);
        }

        foreach (var property in record.Properties)
        {
            properties[property.Name] = Of(property, withDescription: true);
            if (!property.Optional)
                required.Add(property.Name);
        }

        schema["type"] = "object";
        schema["properties"] = properties;
        if (required.Count > 0)
            schema["required"] = Strings(required);
    }

    private static JsonObject Of(ValueShape shape) => shape switch
    {
        ValueShape.Named named => Reference(named.Type),
        ValueShape.ArrayOf array => new() { ["type"] = "array", ["items"] = Of(array.Element) },
        ValueShape.Scalar scalar => scalar.Kind switch
        {
            ScalarKind.Text => new() { ["type"] = "string" },
            ScalarKind.Flag => new() { ["type"] = "boolean" },
            ScalarKind.Int32 => new() { ["type"] = "integer", ["format"] = "int32" },
            ScalarKind.Int64 => new() { ["type"] = "integer", ["format"] = "int64" },
            ScalarKind.Number => new() { ["type"] = "number" },
            ScalarKind.Instant => new() { ["type"] = "string", ["format"] = "date-time" },
            _ => new(),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(shape)),
    };

    private static JsonArray Strings(IEnumerable<string> values) => new([.. values.Select(value => JsonValue.Create(value))]);
}
