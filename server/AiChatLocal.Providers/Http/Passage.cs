using AiChatLocal.Core;
using AiChatLocal.Core.Privacy;

namespace AiChatLocal.Providers.Http;

/// <summary>What one call carries out of this process and back: whether it may, and what the ledger is told of it.</summary>
internal sealed class Passage
{
    private readonly HttpRoomOptions _options;
    private readonly HttpServer _server;
    private EgressEntry _entry;
    private long _received;

    private Passage(HttpCall call, HttpRoomOptions options)
    {
        _options = options;
        _server = call.Server;
        var url = _server.BaseUrl;
        _entry = new(
            EntityId.New(options.Time), options.Time.GetUtcNow(), url.Scheme, url.IdnHost, url.Port, _server.IsLoopback, EgressScope.Current,
            _server.Name, call.Body?.Bytes.Length ?? 0, 0, EgressOutcome.Open);
    }

    /// <summary>Before a name is looked up or a connection opened. Throws when Local only forbids the destination.</summary>
    public static async ValueTask<Passage> OpenAsync(HttpCall call, HttpRoomOptions options, CancellationToken cancellationToken)
    {
        var passage = new Passage(call, options);
        if (await passage.IsForbiddenAsync(cancellationToken).ConfigureAwait(false))
        {
            passage._entry = passage._entry with { BytesSent = 0 };
            passage.End(EgressOutcome.Refused);
            throw passage.Refusal($"Nothing was sent to {call.Server.BaseUrl.IdnHost}.");
        }

        options.Ledger?.Record(passage._entry);
        return passage;
    }

    /// <summary>An answer that is under way ends when Local only is turned on: what comes after it is not taken.</summary>
    public async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        if (!_server.IsLoopback && await IsForbiddenAsync(cancellationToken).ConfigureAwait(false))
        {
            End(EgressOutcome.Cancelled);
            throw Refusal($"The answer of {_server.BaseUrl.IdnHost} was broken off.");
        }
    }

    public void Received(int bytes) => _received += bytes;

    public void Answered(int status) => _entry = _entry with { Status = status };

    /// <summary>No answer came.</summary>
    /// <param name="failure">Null when the caller no longer wanted one.</param>
    public void Fail(Exception? failure)
    {
        // Where it is not certain that nothing was sent, the ledger says that all of it was.
        if (failure is HttpRequestException
            {
                HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
            })
        {
            _entry = _entry with { BytesSent = 0 };
        }

        End(failure is null ? EgressOutcome.Cancelled : EgressOutcome.Failed);
    }

    /// <summary>Nothing was to be asked: the connection was all that was wanted.</summary>
    public void Connected() => End(EgressOutcome.Ok);

    /// <summary>The first end counts.</summary>
    public void End() => End(_entry.Status is >= 200 and < 300 ? EgressOutcome.Ok : EgressOutcome.ErrorStatus);

    private void End(EgressOutcome outcome)
    {
        if (_entry.Outcome == EgressOutcome.Open)
        {
            _entry = _entry with { Outcome = outcome, BytesReceived = _received };
            _options.Ledger?.Record(_entry);
        }
    }

    private async ValueTask<bool> IsForbiddenAsync(CancellationToken cancellationToken) =>
        !_server.IsLoopback && _options.Configuration is { } configuration
        && (await configuration.ReadAsync(cancellationToken).ConfigureAwait(false)).LocalOnly;

    private ProviderException Refusal(LocalizedString what) => new(new(
        ProblemKind.LocalOnly,
        what,
        $"Local only is on, and {_server.Name} is not on this machine.",
        $"Choose a local model, or turn Local only off: the command “AI Chat Local: Toggle Local Only”, or `ai-chat-local privacy local-only off`."));
}
