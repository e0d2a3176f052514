using System.Text.Json;
using System.Text.Json.Nodes;
using AiChatLocal.Protocol.Chat;
using Xunit;

namespace AiChatLocal.Protocol.Tests;

/// <summary>What a reader of the contract takes and what it refuses: the same rules for every message.</summary>
public sealed class ReadingTests
{
    public static TheoryData<string> Names => Messages.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void What_has_a_default_may_be_absent(string name)
    {
        var least = Messages.Written(name, Sample.Least);
        foreach (var property in Messages.Info(name).Properties.Where(property => property.AssociatedParameter!.HasDefaultValue))
            least.Remove(property.Name);
        Assert.Equal(Messages.Written(name, Sample.Least).ToJsonString(), Messages.ReadAndWritten(name, least).ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Unknown_fields_are_ignored_at_any_depth(string name)
    {
        var full = Messages.Written(name, Sample.Full);
        Assert.Equal(full.ToJsonString(), Messages.ReadAndWritten(name, WithUnknown(full.DeepClone())!).ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_missing_required_field_is_refused(string name) =>
        Assert.All(Messages.Info(name).Properties.Where(property => !property.AssociatedParameter!.HasDefaultValue), property =>
        {
            var json = Messages.Written(name, Sample.Full);
            json.Remove(property.Name);
            Assert.Throws<JsonException>(() => json.Deserialize(Messages.Info(name)));
        });

    [Theory]
    [MemberData(nameof(Names))]
    public void Null_is_refused_where_a_value_must_stand(string name) =>
        Assert.All(Messages.Info(name).Properties.Where(property => !property.AssociatedParameter!.IsNullable && !IsAny(property.PropertyType)), property =>
        {
            var json = Messages.Written(name, Sample.Full);
            json[property.Name] = null;
            Assert.Throws<JsonException>(() => json.Deserialize(Messages.Info(name)));
        });

    /// <summary>Otherwise the reader, who must find it, would not: a writer leaves null out unless told not to.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_required_field_without_a_value_is_written_as_null(string name)
    {
        var required = Messages.Info(name).Properties
            .Where(property => property.AssociatedParameter is { HasDefaultValue: false, IsNullable: true });
        var json = Messages.Written(name, Sample.Full);
        Assert.All(required, property =>
        {
            json[property.Name] = null;
            Assert.True(Messages.ReadAndWritten(name, json).ContainsKey(property.Name));
        });
    }

    [Fact]
    public void A_number_in_quotes_is_refused() =>
        Assert.Throws<JsonException>(() => Read<ChatSearchParams>("""{"query":"q","limit":"20"}"""));

    [Fact]
    public void A_field_in_another_case_is_another_field() =>
        Assert.Throws<JsonException>(() => Read<ChatDeleteParams>("""{"ChatId":"c"}"""));

    [Fact]
    public void A_kind_may_stand_behind_the_other_fields() =>
        Assert.Equal(new TextPart("hi"), Read<MessagePart>("""{"text":"hi","kind":"text"}"""));

    [Fact]
    public void A_part_of_an_unknown_kind_is_refused() =>
        Assert.Throws<JsonException>(() => Read<MessagePart>("""{"kind":"hologram","text":"hi"}"""));

    /// <summary>The serializer takes it for a type that it cannot make; a dispatcher has to answer both alike.</summary>
    [Fact]
    public void A_part_without_a_kind_is_refused() =>
        Assert.Throws<NotSupportedException>(() => Read<MessagePart>("""{"text":"hi"}"""));

    private static T? Read<T>(string json) => (T?)JsonSerializer.Deserialize(json, Messages.Info(typeof(T)));

    private static bool IsAny(Type type) => type == typeof(JsonElement);

    private static JsonNode? WithUnknown(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject fields:
                foreach (var field in fields.ToList())
                    WithUnknown(field.Value);
                fields["fromTheFuture"] = new JsonObject { ["list"] = new JsonArray(1, "two", null) };
                break;
            case JsonArray items:
                foreach (var item in items)
                    WithUnknown(item);
                break;
        }

        return node;
    }
}
