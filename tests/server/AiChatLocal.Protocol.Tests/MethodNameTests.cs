using System.Text.RegularExpressions;
using AiChatLocal.Protocol.Generator;
using Xunit;

namespace AiChatLocal.Protocol.Tests;

public sealed partial class MethodNameTests
{
    /// <summary>Names that LSP gave to what every session needs.</summary>
    private static readonly string[] LifecycleNames = ["initialize", "shutdown", "exit", "$/cancelRequest"];

    [Fact]
    public void Every_method_name_is_unique() =>
        Assert.Equal(ContractReader.Messages().Count(), ContractReader.Messages().DistinctBy(message => message.Method).Count());

    [Fact]
    public void Every_method_name_is_noun_and_verb() =>
        Assert.All(
            ContractReader.Messages().Select(message => message.Method).Except(LifecycleNames),
            method => Assert.Matches(NounAndVerb(), method));

    [Fact]
    public void One_search_finds_a_method_and_its_records() =>
        Assert.All(ContractReader.Messages(), message =>
        {
            var words = string.Concat(message.Method.Split('/').Where(word => word != "$").Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
            var expected = message.Sender == RpcSender.Server ? words : words + "Params";
            Assert.Equal(expected, message.Params.Name);
        });

    [Fact]
    public void Every_request_and_notification_carries_its_interface() =>
        Assert.All(ContractReader.Messages(), message =>
        {
            var isNotification = typeof(IRpcNotification).IsAssignableFrom(message.Params);
            Assert.Equal(message.Result is null, isNotification);
        });

    [GeneratedRegex("^[a-z]+/[a-z][a-zA-Z]*$")]
    private static partial Regex NounAndVerb();
}
