namespace AiChatLocal.Providers.Tests.OpenAiCompatible;

/// <summary>Streams in the shapes that servers send.</summary>
internal static class Bodies
{
    /// <summary>As llama-server sends it with return_progress, its ids shortened.</summary>
    public const string LlamaCpp = """
        data: {"choices":[{"finish_reason":null,"index":0,"delta":{"role":"assistant","content":null}}],"created":1,"id":"c","model":"m","object":"chat.completion.chunk","prompt_progress":{"total":43,"cache":12,"processed":12,"time_ms":0}}

        data: {"choices":[{"finish_reason":null,"index":0,"delta":{"role":"assistant","content":null}}],"created":1,"id":"c","model":"m","object":"chat.completion.chunk","prompt_progress":{"total":43,"cache":12,"processed":43,"time_ms":6}}

        data: {"choices":[{"finish_reason":null,"index":0,"delta":{"content":"Gr"}}],"created":1,"id":"c","model":"m","object":"chat.completion.chunk"}

        data: {"choices":[{"finish_reason":null,"index":0,"delta":{"content":"öße: "}}],"created":1,"id":"c","model":"m","object":"chat.completion.chunk"}

        data: {"choices":[{"finish_reason":null,"index":0,"delta":{"content":"😀"}}],"created":1,"id":"c","model":"m","object":"chat.completion.chunk"}

        data: {"choices":[{"finish_reason":null,"index":0,"delta":{"content":" \"ok\"\n"}}],"created":1,"id":"c","model":"m","object":"chat.completion.chunk"}

        data: {"choices":[{"finish_reason":"length","index":0,"delta":{}}],"created":1,"id":"c","model":"m","object":"chat.completion.chunk"}

        data: {"choices":[],"created":1,"id":"c","model":"m","object":"chat.completion.chunk","usage":{"completion_tokens":5,"prompt_tokens":43,"total_tokens":48,"prompt_tokens_details":{"cached_tokens":12}},"timings":{"cache_n":12,"prompt_n":31,"prompt_per_second":6963.5,"predicted_n":5,"predicted_per_second":1893.0}}

        data: [DONE]


        """;

    public const string ThinkingFields = """
        data: {"choices":[{"index":0,"delta":{"role":"assistant","content":"","reasoning_content":"one "}}]}

        data: {"choices":[{"index":0,"delta":{"reasoning":"two ","reasoning_content":"two "}}]}

        data: {"choices":[{"index":0,"delta":{"content":[{"type":"thinking","thinking":[{"type":"text","text":"three"}]}]}}]}

        data: {"choices":[{"index":0,"delta":{"content":"ans"}}]}

        data: {"choices":[{"index":0,"delta":{"content":[{"type":"text","text":"wer"}]}}]}

        data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

        data: [DONE]


        """;

    public const string Strange = """
        event: message
        data: {"future":{"a":[1,{"content":"no"}]},"choices":null}

        data: {"choices":[]}

        data:{"choices":[{"logprobs":{"content":[{"token":"no"}]},"delta":{"tool_calls":[{"function":{"arguments":"{\"content\":1}"}}],"content":"a","new":[[]]},"finish_reason":null}],"usage":null,"error":null,"timings":null}

        data: {"choices":[{"delta":
        data: {"content":"b"}}]}

        data: {"choices":[{"delta":null},{"delta":{"content":"second choice"}}]}

        data: {"choices":[{"delta":{"content":"c"},"finish_reason":"because"}]}

        data: [DONE]


        """;

    public static string Chunk(string json) => $"data: {{\"choices\":[{{\"index\":0,\"delta\":{{\"content\":\"{json}\"}},\"finish_reason\":null}}]}}\n\n";

    public static string Chunks(params string[] json) =>
        string.Concat(json.Select(Chunk)) + "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
}
