using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Chat;
using AiChatLocal.Rpc.Tests.Support;

namespace AiChatLocal.Rpc.Tests;

/// <summary>A value of the contract that may be of several kinds says which; what is answered when it does not.</summary>
public sealed class UnionTests
{
    [Theory]
    [InlineData("""{"text":"x"}""", "The parameter 'attachments[1]' has no 'kind'; it must be one of: text, thinking, selection, image.")]
    [InlineData("{}", "The parameter 'attachments[1]' has no 'kind'; it must be one of: text, thinking, selection, image.")]
    [InlineData("""{"Kind":"text","text":"x"}""", "The parameter 'attachments[1]' has no 'kind'; it must be one of: text, thinking, selection, image.")]
    [InlineData("""{"kind":"hologram","text":"x"}""", "The 'kind' of the parameter 'attachments[1]' is not known; it must be one of: text, thinking, selection, image.")]
    [InlineData("""{"kind":"Text","text":"x"}""", "The 'kind' of the parameter 'attachments[1]' is not known; it must be one of: text, thinking, selection, image.")]
    [InlineData("""{"kind":5,"text":"x"}""", "The 'kind' of the parameter 'attachments[1]' is not known; it must be one of: text, thinking, selection, image.")]
    [InlineData("""{"kind":null,"text":"x"}""", "The 'kind' of the parameter 'attachments[1]' is not known; it must be one of: text, thinking, selection, image.")]
    [InlineData("""{"kind":"\ud800","text":"x"}""", null)]
    [InlineData("""{"kind":"text"}""", null)]
    [InlineData("""{"kind":"text","text":7}""", null)]
    [InlineData("5", null)]
    public async Task A_part_that_cannot_be_read_is_an_invalid_parameter(string part, string? message)
    {
        var methods = new RpcMethods(ProtocolJsonContext.Default)
            .OnRequest<ChatSendParams, ChatReplyResult>((_, _, _) => throw new InvalidOperationException("It was taken for a part."));
        await using var peer = new Peer(methods: methods);

        await peer.SendAsync($$$"""
            {"jsonrpc":"2.0","id":1,"method":"chat/send","params":
            {"chatId":"c","replyId":"r","text":"Hi","attachments":[{"kind":"text","text":"good"},{{{part}}}]}}
            """);

        var error = MessageAssert.IsError(await peer.ReadAsync(), "1", RpcErrorCode.InvalidParams);
        var said = error.GetProperty("message").GetString();
        Assert.Contains("attachments[1]", message ?? said, StringComparison.Ordinal);
        Assert.Equal(message ?? said, said);
    }

    /// <summary>A list of where a client sends a union: another one is to be tried above as well.</summary>
    [Fact]
    public void Unions_are_sent_where_the_cases_above_send_them()
    {
        var found = typeof(RpcRequestAttribute).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<RpcRequestAttribute>() is not null
                || type.GetCustomAttribute<RpcNotificationAttribute>() is { Sender: not RpcSender.Server })
            .SelectMany(type => UnionsIn(type, type.Name));
        Assert.Equal(["ChatSendParams.Attachments"], found);
    }

    private static IEnumerable<string> UnionsIn(Type type, string place)
    {
        foreach (var property in type.GetProperties())
        {
            var held = property.PropertyType.IsGenericType ? property.PropertyType.GetGenericArguments()[0] : property.PropertyType;
            var there = $"{place}.{property.Name}";
            if (held.GetCustomAttribute<JsonPolymorphicAttribute>() is not null)
            {
                yield return there;
            }
            else if (held.Assembly == type.Assembly && !held.IsEnum)
            {
                foreach (var deeper in UnionsIn(held, there))
                {
                    yield return deeper;
                }
            }
        }
    }
}
