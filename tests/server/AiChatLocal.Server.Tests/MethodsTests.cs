using System.Reflection;
using AiChatLocal.Protocol;
using AiChatLocal.Server.FrontEnds.Stdio;

namespace AiChatLocal.Server.Tests;

public sealed class MethodsTests
{
    [Fact]
    public void Every_method_of_the_contract_has_exactly_one_handler()
    {
        // The engine's methods are answered by the engine. Registering one twice throws.
        var contract = typeof(RpcRequestAttribute).Assembly.GetTypes()
            .Select(type => type.GetCustomAttribute<RpcRequestAttribute>()?.Method)
            .OfType<string>()
            .Where(method => !method.StartsWith("engine/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

        var lifecycle = new Lifecycle(null, _ => throw new InvalidOperationException(), () => { });
        var handled = StdioFrontEnd.CreateMethods(lifecycle, 1, () => throw new InvalidOperationException()).RequestNames;

        Assert.Equal(contract, handled.Order(StringComparer.Ordinal));
    }
}
