using AiChatLocal.Core;
using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Lifecycle;
using AiChatLocal.Rpc;
using AiChatLocal.Server.Features;
using AiChatLocal.Server.Hosting;

namespace AiChatLocal.Server.FrontEnds.Stdio;

/// <summary><c>initialize</c>, <c>shutdown</c> and <c>exit</c>: what a session may do when.</summary>
/// <param name="open">Makes the parts for the data directory that the client and the command line agreed on.</param>
/// <param name="close">Ends the session.</param>
internal sealed class Lifecycle(string? dataDirectory, Func<DataDirectory, Sidecar> open, Action close)
{
    private static readonly string[] Always = ["initialize", "exit"];
    private volatile State _state = State.New;

    private enum State
    {
        New,
        Initialized,
        ShutDown,
    }

    /// <summary>0 after <c>shutdown</c>, or when the client simply closed stdin; 1 when <c>exit</c> came without a <c>shutdown</c>.</summary>
    public int ExitCode { get; private set; }

    public RpcMethods Register(RpcMethods methods, int maxFrameBytes) => methods
        .Answer<InitializeParams, InitializeResult>(() => (parameters, _) => Task.FromResult(Initialize(parameters, maxFrameBytes)))
        .Stream<ShutdownParams, EmptyResult>(() => ShutDownAsync)
        .OnNotification<ExitParams>((_, _, _) =>
        {
            ExitCode = _state == State.ShutDown ? 0 : 1;
            close();
            return ValueTask.CompletedTask;
        });

    /// <summary>Why a method cannot be called now; null when it can.</summary>
    public RpcException? Refuse(string method) => (_state, Always.Contains(method)) switch
    {
        (_, true) or (State.Initialized, _) => null,
        (State.New, _) => new(
            RpcErrorCode.NotInitialized,
            $"{method} was called before initialize.",
            new("notInitialized", "The first request of a session must be initialize.", "Send initialize and wait for its answer.")),
        _ => AfterShutdown(method),
    };

    private InitializeResult Initialize(InitializeParams parameters, int maxFrameBytes)
    {
        if (_state != State.New)
        {
            throw new RpcException(
                RpcErrorCode.InvalidRequest, "initialize was called twice.", new("alreadyInitialized", "A session is initialized once.", "Start another process for another session."));
        }

        Language.Use(parameters.Locale);
        if (parameters.ContractHash is { } theirs && theirs != ContractHash.Value)
        {
            throw new RpcException(
                RpcErrorCode.ContractMismatch,
                T($"{parameters.ClientName} {parameters.ClientVersion} and {ProductVersion.Name} {ProductVersion.Value} do not speak the same contract."),
                new(
                    "contractMismatch",
                    T($"The client was built from contract {Short(theirs)}, this process from {Short(ContractHash.Value)}."),
                    T($"Install both from the same release; after a build, reload the window.")));
        }

        var directory = DataDirectories.Resolve(parameters.DataDirectory ?? dataDirectory);
        var sidecar = open(directory);
        _state = State.Initialized;
        return new(
            ProductVersion.Name,
            ProductVersion.Value,
            ContractHash.Value,
            directory.Path,
            new([.. sidecar.Providers.Kinds.Select(kind => kind.Description.Kind)], maxFrameBytes));
    }

    // Running replies end with the text that they have, downloads with what they have got. Each is answered only once that is on disk: there
    // is nothing left to write when all are. A client that takes back its shutdown comes too late.
    private async Task<EmptyResult> ShutDownAsync(ShutdownParams parameters, RpcSession session, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _state, State.ShutDown) == State.ShutDown)
        {
            throw AfterShutdown("shutdown");
        }

        await session.EndOtherRequestsAsync(cancellationToken);
        return EmptyResult.Instance;
    }

    private static RpcException AfterShutdown(string method) => new(
        RpcErrorCode.InvalidRequest,
        $"{method} was called after shutdown.",
        new("shutDown", "The session is ending.", "Send exit, and start the process anew."));

    private static string Short(string hash) => hash[..Math.Min(8, hash.Length)];
}
