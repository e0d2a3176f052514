using AiChatLocal.Core;
using AiChatLocal.Protocol;
using AiChatLocal.Rpc;

namespace AiChatLocal.Server.Features;

/// <summary>
/// Registers handlers. Each is made at its first request: what it needs is known only after <c>initialize</c>, and a method that is not
/// called costs nothing. A <see cref="ProblemException"/> becomes the request's error.
/// </summary>
internal static class RpcFeature
{
    public static RpcMethods Answer<TParams, TResult>(this RpcMethods methods, Func<Func<TParams, CancellationToken, Task<TResult>>> make)
        where TParams : IRpcRequest<TResult>
    {
        var handler = new Lazy<Func<TParams, CancellationToken, Task<TResult>>>(make);
        return methods.OnRequest<TParams, TResult>((parameters, _, cancellationToken) => Map(() => handler.Value(parameters, cancellationToken)));
    }

    /// <summary>For a handler that sends notifications before its answer.</summary>
    public static RpcMethods Stream<TParams, TResult>(this RpcMethods methods, Func<RpcHandler<TParams, TResult>> make)
        where TParams : IRpcRequest<TResult>
    {
        var handler = new Lazy<RpcHandler<TParams, TResult>>(make);
        return methods.OnRequest<TParams, TResult>(
            (parameters, session, cancellationToken) => Map(() => handler.Value(parameters, session, cancellationToken)));
    }

    private static async Task<TResult> Map<TResult>(Func<Task<TResult>> handle)
    {
        try
        {
            return await handle();
        }
        catch (ProblemException exception)
        {
            throw exception.ToRpcException();
        }
    }
}
