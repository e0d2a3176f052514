using System.Collections.Concurrent;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.OpenAiCompatible.Vendors;

namespace AiChatLocal.Providers.OpenAiCompatible;

/// <summary>
/// What one server takes: what its vendor is known for, and what it was found to refuse, which is left out from then on. Shared by all
/// requests to the server; a lost race costs one more refusal.
/// </summary>
internal sealed class OpenAiDialect(Vendor vendor, string? extraBody = null)
{
    private readonly ConcurrentDictionary<(string Model, string Field), bool> _refused = [];
    private volatile bool _takesUsageOption = vendor.Dialect.UsageOption;
    private volatile string _maxTokens = vendor.Dialect.MaxTokens;
    private volatile bool _reportsProgress;
    private volatile bool _refusesProgress;

    public VendorDialect Vendor => vendor.Dialect;

    /// <summary>The user's own fields, as a JSON object.</summary>
    public string? ExtraBody => extraBody;

    public bool TakesUsageOption => _takesUsageOption;

    /// <summary>Name of the field for the limit of tokens.</summary>
    public string MaxTokens => _maxTokens;

    public bool ReportsProgress => _reportsProgress && !_refusesProgress;

    /// <summary>Learns from the name in the <c>Server</c> header.</summary>
    public void Learn(string? software) =>
        _reportsProgress |= ServerIdentity.IsLlamaCpp(software);

    /// <summary>Whether a model may be asked with a field that only some models take.</summary>
    public bool Takes(string model, string field) =>
        !_refused.ContainsKey((model, field)) && !vendor.Dialect.WithoutReasoning.Any(beginning => model.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));

    /// <summary>Remembers that a model refuses a field; false when that was known.</summary>
    public bool Refuse(string model, string field) => _refused.TryAdd((model, field), true);

    /// <summary>True when a refused request is worth another try without the field that the refusal names.</summary>
    public bool Adapt(ErrorBody error)
    {
        var (usage, maxTokens, progress) = (_takesUsageOption, _maxTokens, ReportsProgress);
        _takesUsageOption &= !(error.Says("stream_options") || error.Says("include_usage"));
        if (error.Says("max_completion_tokens"))
        {
            _maxTokens = "max_completion_tokens";
        }

        _refusesProgress |= error.Says("return_progress");
        return usage != _takesUsageOption || maxTokens != _maxTokens || progress != ReportsProgress;
    }
}
