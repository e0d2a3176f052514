using AiChatLocal.Core;
using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Backup;
using AiChatLocal.Protocol.Chat;
using AiChatLocal.Protocol.Privacy;
using AiChatLocal.Rpc;
using AiChatLocal.Server.Features.Backup;
using AiChatLocal.Server.Features.Chat;
using AiChatLocal.Server.Features.Doctor;
using AiChatLocal.Server.Features.Models;
using AiChatLocal.Server.Features.Network;
using AiChatLocal.Server.Features.Presets;
using AiChatLocal.Server.Features.Privacy;
using AiChatLocal.Server.Features.Prompts;
using AiChatLocal.Server.Features.Providers;
using AiChatLocal.Server.Features.Transfer;
using AiChatLocal.Server.Hosting;
using Microsoft.Extensions.Logging;

namespace AiChatLocal.Server.FrontEnds.Stdio;

/// <summary>
/// JSON-RPC over stdin and stdout for one client. It ends with the client: after <c>exit</c>, a closed stdin or a signal, running replies
/// are ended and written first.
/// </summary>
internal sealed class StdioFrontEnd : IAsyncDisposable
{
    private readonly Func<DataDirectory, Sidecar> _open;
    private readonly Lifecycle _lifecycle;
    private readonly RpcSession _session;
    private Sidecar? _sidecar;
    private Task _watching = Task.CompletedTask;
    private BackupClock? _backups;

    /// <param name="dataDirectory">As given on the command line; <c>initialize</c> may name another one.</param>
    /// <param name="open">Makes the parts for a data directory.</param>
    public StdioFrontEnd(Stream receiving, Stream sending, string? dataDirectory, Func<DataDirectory, Sidecar> open, TimeProvider time, ILogger logger)
    {
        _open = open;
        _lifecycle = new(dataDirectory, Open, () => _session!.Close());
        var options = new RpcSessionOptions { Time = time, Gate = _lifecycle.Refuse };
        _session = new(receiving, sending, CreateMethods(_lifecycle, options.MaxFrameBytes, () => _sidecar!), options, logger);
    }

    /// <summary>Every method that this door answers to.</summary>
    public static RpcMethods CreateMethods(Lifecycle lifecycle, int maxFrameBytes, Func<Sidecar> sidecar) =>
        lifecycle.Register(new RpcMethods(ProtocolJsonContext.Default), maxFrameBytes)
            .AddProviders(sidecar)
            .AddModels(sidecar)
            .AddChat(sidecar)
            .AddPresets(sidecar)
            .AddPrompts(sidecar)
            .AddPrivacy(sidecar)
            .AddNetwork(sidecar)
            .AddTransfer(sidecar)
            .AddBackup(sidecar)
            .AddDoctor(sidecar);

    /// <returns>The process's exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await _session.RunAsync(cancellationToken);
        return _lifecycle.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await _session.DisposeAsync();
        await _watching;
        if (_backups is not null)
        {
            await _backups.DisposeAsync();
        }

        if (_sidecar is { } sidecar)
        {
            await sidecar.DisposeAsync();
        }
    }

    private Sidecar Open(DataDirectory directory)
    {
        var sidecar = _open(directory);
        _sidecar = sidecar;
        _watching = Task.Run(() => WatchChanges(sidecar));
        return sidecar;
    }

    // Opening the database takes longer than answering `initialize`, so it happens behind.
    private void WatchChanges(Sidecar sidecar)
    {
        sidecar.Changes.Changed += chatId => _ = TellAsync(new ChatChanged(chatId?.ToString()));
        sidecar.Changes.Watch();
        _backups = new(sidecar.Configuration, sidecar.ConfigurationChanges, sidecar.Backups, sidecar.Time, ended => _ = TellAsync(ended));
        _backups.Start();
        new LocalOnlyWatch(sidecar.Configuration, sidecar.ConfigurationChanges, localOnly => _ = TellAsync(new PrivacyChanged(localOnly))).Start();

        async Task TellAsync<TNotification>(TNotification notification)
            where TNotification : IRpcNotification
        {
            try
            {
                await _session.NotifyAsync(notification, CancellationToken.None);
            }
            catch (Exception exception) when (exception is ObjectDisposedException or OperationCanceledException or RpcConnectionException)
            {
                // The client has gone: nobody is left to be told.
            }
        }
    }
}
