namespace AiChatLocal.Providers.OpenAiCompatible.Servers.Figures;

/// <summary>What a kind of server calls each figure. The first name that is there counts: names change from version to version.</summary>
internal sealed record FigureNames(
    string[] Running,
    string[] Waiting,
    string[] PromptRate,
    string[] GenerationRate,
    string[] KvCacheUsage,
    string[] PromptTokens,
    string[] GenerationTokens)
{
    public static readonly FigureNames LlamaCpp = new(
        ["llamacpp:requests_processing"],
        ["llamacpp:requests_deferred"],
        ["llamacpp:prompt_tokens_seconds"],
        ["llamacpp:predicted_tokens_seconds"],
        ["llamacpp:kv_cache_usage_ratio"],
        ["llamacpp:prompt_tokens_total"],
        ["llamacpp:tokens_predicted_total"]);

    public static readonly FigureNames Vllm = new(
        ["vllm:num_requests_running"],
        ["vllm:num_requests_waiting"],
        ["vllm:avg_prompt_throughput_toks_per_s"],
        ["vllm:avg_generation_throughput_toks_per_s"],
        ["vllm:kv_cache_usage_perc", "vllm:gpu_cache_usage_perc"],
        ["vllm:prompt_tokens_total", "vllm:prompt_tokens"],
        ["vllm:generation_tokens_total", "vllm:generation_tokens"]);
}
