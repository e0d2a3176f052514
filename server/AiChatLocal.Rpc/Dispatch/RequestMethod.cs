using AiChatLocal.Protocol;
using AiChatLocal.Rpc.Messages;
using AiChatLocal.Rpc.Sending;

namespace AiChatLocal.Rpc.Dispatch;

/// <summary>A kind of request and what answers it.</summary>
internal abstract class RequestMethod(string name)
{
    public string Name { get; } = name;

    /// <summary>Reads the parameters; the request starts when it is run.</summary>
    /// <exception cref="RpcException">The parameters are not what the method takes.</exception>
    public abstract RunningRequest Bind(RequestId id, ReadOnlySpan<byte> parameters);
}

internal sealed class RequestMethod<TParams, TResult>(string name, RpcHandler<TParams, TResult> handler, WireTypes types)
    : RequestMethod(name)
    where TParams : IRpcRequest<TResult>
{
    private readonly RpcHandler<TParams, TResult> _handler = handler;
    private readonly WireTypes _types = types;

    public override RunningRequest Bind(RequestId id, ReadOnlySpan<byte> parameters) =>
        new Running(id, this, ParameterReader.Read(parameters, _types.Of<TParams>()));

    private sealed class Running(RequestId id, RequestMethod<TParams, TResult> method, TParams parameters) : RunningRequest(id, method.Name)
    {
        public override async Task<Frame> AnswerAsync(RpcSession session, FrameFactory frames)
        {
            var result = await method._handler(parameters, session, CancellationToken);
            return frames.Result(Id, result, method._types.Of<TResult>());
        }
    }
}
