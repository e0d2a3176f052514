using AiChatLocal.Protocol;

namespace AiChatLocal.Rpc;

/// <summary>Answers one kind of request. A thrown <see cref="RpcException"/> is its error; anything else is an internal error and is logged.</summary>
public delegate Task<TResult> RpcHandler<in TParams, TResult>(TParams parameters, RpcSession session, CancellationToken cancellationToken)
    where TParams : IRpcRequest<TResult>;

/// <summary>
/// Receives one kind of notification. Nothing more is read until it returns: that keeps the order, lets a request's answer come after all
/// that was sent before it, and slows the peer down when it is slow. It must not wait for a request of its own session.
/// </summary>
public delegate ValueTask RpcNotificationHandler<in TParams>(TParams parameters, RpcSession session, CancellationToken cancellationToken)
    where TParams : IRpcNotification;
