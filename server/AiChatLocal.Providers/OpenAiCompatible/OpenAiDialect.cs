using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.OpenAiCompatible;

/// <summary>
/// What one server was found to take. Servers that call themselves compatible differ in a few fields; what one refuses is left out from
/// then on. Shared by all requests to the server; a lost race costs one more refusal.
/// </summary>
internal sealed class OpenAiDialect(HttpServer server)
{
    private volatile bool _takesUsageOption = true;
    private volatile bool _takesMaxTokens = !server.BaseUrl.Host.Equals("api.openai.com", StringComparison.OrdinalIgnoreCase);
    private volatile bool _reportsProgress;
    private volatile bool _refusesProgress;

    public bool TakesUsageOption => _takesUsageOption;

    /// <summary>False: <c>max_completion_tokens</c>.</summary>
    public bool TakesMaxTokens => _takesMaxTokens;

    public bool ReportsProgress => _reportsProgress && !_refusesProgress;

    /// <summary>Learns from the name in the <c>Server</c> header.</summary>
    public void Learn(string? software) =>
        _reportsProgress |= ServerIdentity.IsLlamaCpp(software);

    /// <summary>True when a refused request is worth another try without the field that the refusal names.</summary>
    public bool Adapt(ErrorBody error)
    {
        var (usage, maxTokens, progress) = (_takesUsageOption, _takesMaxTokens, ReportsProgress);
        _takesUsageOption &= !(error.Says("stream_options") || error.Says("include_usage"));
        _takesMaxTokens &= !error.Says("max_completion_tokens");
        _refusesProgress |= error.Says("return_progress");
        return usage != _takesUsageOption || maxTokens != _takesMaxTokens || progress != ReportsProgress;
    }
}
