using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Threading.Channels;
using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Chat;
using AiChatLocal.Protocol.Lifecycle;
using AiChatLocal.Protocol.Privacy;
using AiChatLocal.Protocol.Providers;
using AiChatLocal.Rpc;
using AiChatLocal.Server.FrontEnds.Stdio;
using AiChatLocal.Server.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace AiChatLocal.Server.Tests.Support;

/// <summary>An editor that talks to the stdio door in this process, over pipes in memory; everything behind the door is real.</summary>
internal sealed class Client : IAsyncDisposable
{
    private readonly Pipe _toServer = new();
    private readonly Pipe _fromServer = new();
    private readonly StdioFrontEnd _server;
    private readonly RpcSession _session;
    private readonly Task _reading;
    private readonly ConcurrentQueue<object> _received = new();
    private readonly Channel<bool> _turned = Channel.CreateUnbounded<bool>();
    private readonly TaskCompletionSource _firstDelta = NewSignal();
    private TaskCompletionSource _more = NewSignal();

    public Client(string dataDirectory)
    {
        _server = new(
            _toServer.Reader.AsStream(),
            _fromServer.Writer.AsStream(),
            dataDirectory,
            directory => new(directory, TimeProvider.System, NullLoggerFactory.Instance),
            TimeProvider.System,
            NullLogger.Instance);
        ExitCode = RunServerAsync();
        var methods = new RpcMethods(ProtocolJsonContext.Default)
            .OnNotification<ChatChanged>((_, _, _) => ValueTask.CompletedTask)
            .OnNotification<PrivacyChanged>((changed, _, cancellationToken) => _turned.Writer.WriteAsync(changed.LocalOnly, cancellationToken))
            .OnNotification<ChatProgress>((progress, _, _) => Take(progress))
            .OnNotification<ChatDelta>((delta, _, _) =>
            {
                var taken = Take(delta);
                _firstDelta.TrySetResult();
                return taken;
            });
        _session = new(_fromServer.Reader.AsStream(), _toServer.Writer.AsStream(), methods, new(), NullLogger.Instance);
        _reading = _session.RunAsync(CancellationToken.None);
    }

    /// <summary>Ends with the server.</summary>
    public Task<int> ExitCode { get; }

    /// <summary>Done once a piece of an answer has been shown.</summary>
    public Task FirstDelta => _firstDelta.Task.Time();

    /// <summary>Each turn of Local only that was told.</summary>
    public ChannelReader<bool> Turned => _turned.Reader;

    public IReadOnlyList<ChatDelta> Deltas => [.. _received.OfType<ChatDelta>()];

    /// <summary>Progress and deltas in the order in which they came.</summary>
    public IReadOnlyList<object> Received => [.. _received];

    public string Text => string.Concat(Deltas.SelectMany(delta => delta.Parts).OfType<TextPart>().Select(part => part.Text));

    /// <summary>Initialized, and with a provider named <c>fake</c>.</summary>
    public static async Task<Client> StartAsync(string dataDirectory, string? providerUrl = null)
    {
        var client = new Client(dataDirectory);
        await client.AskAsync<InitializeParams, InitializeResult>(new("test", "1", ContractHash.Value));
        if (providerUrl is not null)
        {
            await client.AskAsync<ProvidersAddParams, ProvidersAddResult>(new("openai-compatible", "fake", providerUrl));
        }

        return client;
    }

    public Task<TResult> AskAsync<TParams, TResult>(TParams parameters)
        where TParams : IRpcRequest<TResult> => _session.RequestAsync<TParams, TResult>(parameters, CancellationToken.None).Time();

    /// <summary>Asks, and cancels the request with the token.</summary>
    public Task<TResult> AskUntilAsync<TParams, TResult>(TParams parameters, CancellationToken stop)
        where TParams : IRpcRequest<TResult> => _session.RequestAsync<TParams, TResult>(parameters, stop).Time();

    /// <summary>The error that answers a request.</summary>
    public Task<RpcException> FailAsync<TParams, TResult>(TParams parameters)
        where TParams : IRpcRequest<TResult> => Assert.ThrowsAsync<RpcException>(() => AskAsync<TParams, TResult>(parameters));

    public async Task<string> CreateChatAsync(string? systemPrompt = null) =>
        (await AskAsync<ChatCreateParams, ChatCreateResult>(new(SystemPrompt: systemPrompt))).ChatId;

    public Task<ChatReplyResult> SendAsync(string chatId, string text) => SendUntilAsync(chatId, text, CancellationToken.None);

    /// <summary>Asks, and stops the answer with the token.</summary>
    public Task<ChatReplyResult> SendUntilAsync(string chatId, string text, CancellationToken stop) => _session
        .RequestAsync<ChatSendParams, ChatReplyResult>(new(chatId, "r1", text, ModelServer.Model), stop).Time();

    public Task<ChatGetResult> GetAsync(string chatId) => AskAsync<ChatGetParams, ChatGetResult>(new(chatId));

    /// <summary>Done once a message is stored, which is behind what is shown.</summary>
    public async Task StoredAsync(string chatId, string messageId)
    {
        while ((await GetAsync(chatId)).Messages.All(message => message.MessageId != messageId))
        {
            await Task.Yield();
        }
    }

    public Task NotifyAsync<TParams>(TParams parameters)
        where TParams : IRpcNotification => _session.NotifyAsync(parameters, CancellationToken.None).AsTask().Time();

    /// <summary>Ends what this side sends, as a closed stdin does.</summary>
    public async Task CloseInputAsync() => await _toServer.Writer.CompleteAsync();

    public async ValueTask DisposeAsync()
    {
        await _toServer.Writer.CompleteAsync();
        await ExitCode.Time();
        await _reading.Time();
        await _session.DisposeAsync();
    }

    /// <summary>Done once such a notification has come.</summary>
    public async Task WaitForAsync<T>(Func<T, bool> wanted)
    {
        for (Task more = Volatile.Read(ref _more).Task; !_received.OfType<T>().Any(wanted); more = Volatile.Read(ref _more).Task)
        {
            await more.Time();
        }
    }

    private ValueTask Take(object notification)
    {
        _received.Enqueue(notification);
        Interlocked.Exchange(ref _more, NewSignal()).TrySetResult();
        return ValueTask.CompletedTask;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<int> RunServerAsync()
    {
        await using (_server)
        {
            var exitCode = await _server.RunAsync(CancellationToken.None);
            await _fromServer.Writer.CompleteAsync();
            return exitCode;
        }
    }
}
