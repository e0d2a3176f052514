using AiChatLocal.Protocol;

namespace AiChatLocal.Rpc;

/// <summary>Answers one kind of request. A thrown <see cref="RpcException"/> is its error; anything else is an internal error and is logged.</summary>
public delegate Task<TResult> RpcHandler<in TParams, TResult>(TParams parameters, RpcSession session, CancellationToken cancellationToken)
    where TParams : IRpcRequest<TResult>;

/// <summary>Receives one kind of notification; those of a session are delivered in the order in which they arrived.</summary>
public delegate ValueTask RpcNotificationHandler<in TParams>(TParams parameters, RpcSession session, CancellationToken cancellationToken)
    where TParams : IRpcNotification;
