using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AiChatLocal.Rpc.Dispatch;

/// <summary>
/// Finds the value in parameters that says of which kind it is in no way that the contract knows. Of all that can be wrong with a value
/// this is what its sender can least guess from the place alone.
/// </summary>
internal static class UnionFault
{
    /// <returns>Null when there is no such value: something else is wrong.</returns>
    public static string? Find(ReadOnlySpan<byte> parameters, JsonTypeInfo type)
    {
        try
        {
            var reader = new Utf8JsonReader(parameters, new JsonReaderOptions { MaxDepth = int.MaxValue });
            using var document = JsonDocument.ParseValue(ref reader);
            return Find(document.RootElement, type, string.Empty);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NotSupportedException)
        {
            // A string in it is no text: it names no kind.
            return null;
        }
    }

    private static string? Find(JsonElement value, JsonTypeInfo type, string place) => (type.Kind, value.ValueKind) switch
    {
        (JsonTypeInfoKind.Object, JsonValueKind.Object) => OfKind(value, type, place) ?? InMembers(value, type, place),
        (JsonTypeInfoKind.Enumerable, JsonValueKind.Array) => InItems(value, type, place),
        _ => null,
    };

    private static string? OfKind(JsonElement value, JsonTypeInfo type, string place)
    {
        if (type.PolymorphismOptions is not { } union) return null;
        var kinds = union.DerivedTypes.Select(derived => derived.TypeDiscriminator as string).OfType<string>().ToArray();
        var name = union.TypeDiscriminatorPropertyName;
        var choice = $"it must be one of: {string.Join(", ", kinds)}.";
        if (!value.TryGetProperty(name, out var kind)) return $"The parameter '{place}' has no '{name}'; {choice}";
        var isKnown = kind.ValueKind == JsonValueKind.String && kinds.Contains(kind.GetString(), StringComparer.Ordinal);
        return isKnown ? null : $"The '{name}' of the parameter '{place}' is not known; {choice}";
    }

    private static string? InMembers(JsonElement value, JsonTypeInfo type, string place)
    {
        foreach (var property in type.Properties)
        {
            if (!value.TryGetProperty(property.Name, out var member)) continue;
            var memberPlace = place.Length == 0 ? property.Name : $"{place}.{property.Name}";
            if (Find(member, type.Options.GetTypeInfo(property.PropertyType), memberPlace) is { } fault) return fault;
        }

        return null;
    }

    private static string? InItems(JsonElement list, JsonTypeInfo type, string place)
    {
        if (type.ElementType is not { } itemType) return null;
        var info = type.Options.GetTypeInfo(itemType);
        var index = 0;
        foreach (var item in list.EnumerateArray())
        {
            if (Find(item, info, $"{place}[{index++}]") is { } fault) return fault;
        }

        return null;
    }
}
