using System.Collections.Concurrent;
using System.Diagnostics;
using AiChatLocal.Core;
using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Engine;
using AiChatLocal.Rpc;
using Microsoft.Extensions.Logging;

namespace AiChatLocal.Providers.Embedded.Engine;

/// <summary>A running engine: the child process and the conversation with it.</summary>
internal sealed class EngineProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly RpcSession _session;
    private readonly LastLines _log = new(20);
    private readonly ConcurrentDictionary<string, EngineReply> _replies = new();
    private readonly Task _running;

    private EngineProcess(Process process, TimeProvider time, ILogger logger)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } text) _log.Add(text);
        };
        process.BeginErrorReadLine();
        var methods = new RpcMethods(ProtocolJsonContext.Default)
            .OnNotification<EngineDelta>((delta, _, _) => Deliver(delta.ReplyId, delta))
            .OnNotification<EngineProgress>((progress, _, _) => Deliver(progress.ReplyId, progress));
        _session = new(process.StandardOutput.BaseStream, process.StandardInput.BaseStream, methods, new() { Time = time }, logger);
        _running = _session.RunAsync(CancellationToken.None);
    }

    public int Id => _process.Id;

    public bool HasEnded => _running.IsCompleted || _process.HasExited;

    public EngineInitializeResult Information { get; private set; } = null!;

    /// <summary>Starts the child and exchanges the hash of the contract; the child speaks the language of this process.</summary>
    public static async Task<EngineProcess> StartAsync(EngineLocation location, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(location.Node, [location.Script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        if (location.IsElectron) start.Environment["ELECTRON_RUN_AS_NODE"] = "1";
        Process process;
        try
        {
            process = Process.Start(start) ?? throw new InvalidOperationException("No process was started.");
        }
        catch (Exception failure) when (failure is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            throw EngineProblems.NotStarted(location, failure);
        }

        var engine = new EngineProcess(process, time, logger);
        try
        {
            engine.Information = await engine.RequestAsync<EngineInitializeParams, EngineInitializeResult>(
                new(ContractHash.Value, Language.Current.Tag), cancellationToken).ConfigureAwait(false);
            return engine;
        }
        catch
        {
            await engine.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>What arrives for a reply from now on. <see cref="EngineReply.Complete"/> is the caller's, and so is <see cref="Forget"/>.</summary>
    public EngineReply Listen(string replyId) => _replies.GetOrAdd(replyId, static _ => new());

    public void Forget(string replyId) => _replies.TryRemove(replyId, out _);

    public async Task<TResult> RequestAsync<TParams, TResult>(TParams parameters, CancellationToken cancellationToken)
        where TParams : IRpcRequest<TResult>
    {
        try
        {
            return await _session.RequestAsync<TParams, TResult>(parameters, cancellationToken).ConfigureAwait(false);
        }
        catch (RpcException answer)
        {
            throw EngineProblems.From(answer);
        }
        catch (RpcConnectionException gone)
        {
            throw await CrashedAsync(gone).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        await _session.DisposeAsync().ConfigureAwait(false);
        _process.Dispose();
    }

    private ValueTask Deliver(string replyId, object notification)
    {
        if (_replies.TryGetValue(replyId, out var reply)) reply.Add(notification);
        return default;
    }

    private async Task<ProviderException> CrashedAsync(RpcConnectionException gone)
    {
        // The pipe breaks a moment before the process is gone; its exit code tells more.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await _process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is OperationCanceledException or InvalidOperationException)
        {
            return EngineProblems.Crashed(exitCode: null, _log.ToString(), gone);
        }

        return EngineProblems.Crashed(_process.ExitCode, _log.ToString(), gone);
    }
}
