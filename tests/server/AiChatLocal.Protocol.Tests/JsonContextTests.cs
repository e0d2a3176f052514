using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using AiChatLocal.Protocol.Generator;
using Xunit;

namespace AiChatLocal.Protocol.Tests;

public sealed class JsonContextTests
{
    [Fact]
    public void Every_params_and_result_record_is_named_in_the_context()
    {
        var named = typeof(ProtocolJsonContext).GetCustomAttributesData()
            .Where(attribute => attribute.AttributeType == typeof(JsonSerializableAttribute))
            .Select(attribute => (Type)attribute.ConstructorArguments[0].Value!)
            .ToHashSet();
        var needed = ContractReader.Messages().SelectMany(message => new[] { message.Params, message.Result }).OfType<Type>();
        Assert.Empty(needed.Except(named));
    }

    public static TheoryData<Type> Enums =>
        [.. typeof(ProtocolJsonContext).Assembly.GetTypes().Where(type => type.IsEnum && type != typeof(RpcSender))];

    [Theory]
    [MemberData(nameof(Enums))]
    public void An_enum_is_written_as_its_name_in_camelCase(Type type) =>
        Assert.All(Enum.GetValues(type).Cast<object>(), value =>
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(value.ToString()!);
            Assert.Equal($"\"{name}\"", JsonSerializer.Serialize(value, Messages.Info(type)));
            Assert.Equal(value, JsonSerializer.Deserialize($"\"{name}\"", Messages.Info(type)));
        });

    [Theory]
    [MemberData(nameof(Enums))]
    public void An_enum_as_a_number_is_refused(Type type) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("0", Messages.Info(type)));

    [Fact]
    public void Every_record_has_a_name_of_its_own()
    {
        var names = typeof(ProtocolJsonContext).Assembly.GetExportedTypes().Select(type => type.Name);
        Assert.Empty(names.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key));
    }
}
