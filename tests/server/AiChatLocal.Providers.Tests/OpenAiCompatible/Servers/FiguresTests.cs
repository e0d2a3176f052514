using System.Text;
using AiChatLocal.Core;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.OpenAiCompatible.Servers.Figures;
using AiChatLocal.Providers.Tests.Support;
using static AiChatLocal.Providers.Tests.Support.ManagedServer;

namespace AiChatLocal.Providers.Tests.OpenAiCompatible.Servers;

/// <summary>What servers measure of themselves; <see cref="LlamaRouterTests"/> have a real one.</summary>
public sealed class FiguresTests
{
    private const string VllmList = """{"data":[{"id":"base","owned_by":"vllm"}]}""";

    [Theory]
    [InlineData("a 1", "a()=1")]
    [InlineData("a{} 1.5e3", "a()=1500")]
    [InlineData("a{x=\"1\",y=\"2\"} 3 1700000000000", "a(x:1,y:2)=3")]
    [InlineData("a{ x = \"1\" , } 3", "a(x:1)=3")]
    [InlineData("a{x=\"q\\\"} \\\\ \\n,\"} 3", "a(x:q\"} \\ \n,)=3")]
    [InlineData("\uFEFFa:b_c\t-2", "a:b_c()=-2")]
    [InlineData("# HELP a b", "")]
    [InlineData("", "")]
    [InlineData("a NaN", "")]
    [InlineData("a +Inf", "")]
    [InlineData("a", "")]
    [InlineData("a{x=\"1\" 3", "")]
    [InlineData("a{x=1} 3", "")]
    [InlineData("a{x} 3", "")]
    [InlineData("a words", "")]
    [InlineData("a 1\r\nbroken {\nb 2\n", "a()=1;b()=2")]
    public void Text_of_prometheus_is_read_line_by_line_and_what_is_broken_is_left_out(string text, string expected)
    {
        var samples = PrometheusText.Parse(Encoding.UTF8.GetBytes(text));

        Assert.Equal(expected, string.Join(';', samples.Select(sample => string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"{sample.Name}({string.Join(',', sample.Labels.Select(label => label.Key + ":" + label.Value))})={sample.Value}"))));
    }

    [Fact]
    public async Task Vllm_speeds_are_those_between_two_readings()
    {
        var reading = 0;
        await using var server = await StartAsync(route => route switch
        {
            "GET /v1/models" => Ok(VllmList),
            "GET /metrics" => Ok(Metrics(++reading)),
            _ => null,
        });
        using var room = new TestRoom(time: new LeapingTime());

        var figures = Assert.Single(await room.OpenAi(server.BaseUrl).FiguresAsync());

        // Two engines: counts are added up, the cache is their mean. A second of waiting lies between the readings.
        Assert.Equal(2, reading);
        Assert.Equal(("base", 3, 1, 0.5), (figures.Model, figures.RequestsRunning, figures.RequestsWaiting, figures.KvCacheUsage));
        Assert.Equal((2000, 200), (figures.PromptTokens, figures.GenerationTokens));
        Assert.Equal((1000, 100), (figures.PromptTokensPerSecond, figures.GenerationTokensPerSecond));
        Assert.Null(figures.Slots);
    }

    [Fact]
    public async Task Vllm_that_was_started_anew_has_no_speed_yet_and_older_names_are_known()
    {
        var reading = 3;
        await using var server = await StartAsync(route => route switch
        {
            "GET /v1/models" => Ok(VllmList),
            "GET /metrics" => Ok(Metrics(--reading).Replace("kv_cache", "gpu_cache", StringComparison.Ordinal)),
            _ => null,
        });
        using var room = new TestRoom(time: new LeapingTime());

        var figures = Assert.Single(await room.OpenAi(server.BaseUrl).FiguresAsync());

        Assert.Equal((0.5, null, null), (figures.KvCacheUsage, figures.PromptTokensPerSecond, figures.GenerationTokensPerSecond));
    }

    [Theory]
    [InlineData(401, "{}", ProblemKind.Unauthorized)]
    [InlineData(500, "boom", ProblemKind.ServerError)]
    public async Task Refusals_are_told_by_their_kind(int status, string body, string kind)
    {
        await using var server = await StartAsync(route => route == "GET /v1/models" ? Ok(VllmList) : (status, body));
        await using var llama = await StartAsync(route => route == "GET /v1/models" ? Ok("""{"data":[{"id":"m"}]}""") : (status, body), "llama.cpp");
        using var room = new TestRoom();

        Assert.Equal(kind, (await FailsAsync(() => room.OpenAi(server.BaseUrl).FiguresAsync())).Kind);
        Assert.Equal(kind, (await FailsAsync(() => room.OpenAi(llama.BaseUrl).FiguresAsync())).Kind);
    }

    [Fact]
    public async Task Server_without_the_route_is_refused_and_one_with_strange_figures_tells_none()
    {
        await using var absent = await StartAsync(route => route == "GET /v1/models" ? Ok(VllmList) : null);
        await using var strange = await StartAsync(route => Ok(route == "GET /v1/models" ? VllmList : "process_cpu_seconds_total 5\nvllm:other 1\n"));
        using var room = new TestRoom();

        await RefusedAsync(() => room.OpenAi(absent.BaseUrl).FiguresAsync());
        Assert.Empty(await room.OpenAi(strange.BaseUrl).FiguresAsync());
    }

    [Theory]
    [InlineData("""{"n_decoded":7}""", 7)]
    [InlineData("""[{"n_decoded":7}]""", 7)]
    [InlineData("[]", null)]
    [InlineData("null", null)]
    public async Task Slots_of_llama_cpp_count_when_the_figures_are_off(string next, int? generated)
    {
        await using var server = await StartAsync(route => route switch
        {
            "GET /v1/models" => Ok("""{"data":[{"id":"m","owned_by":"llamacpp"}]}"""),
            "GET /slots" => Ok($$"""[{"id":0,"n_ctx":512,"is_processing":true,"next_token":{{next}}},{"id":1},{"no":"id"}]"""),
            _ => (501, """{"error":{"code":501,"message":"This server does not support metrics endpoint.","type":"not_supported_error"}}"""),
        }, "llama.cpp");
        using var room = new TestRoom();

        var figures = Assert.Single(await room.OpenAi(server.BaseUrl).FiguresAsync());

        Assert.Equal((1, null), (figures.RequestsRunning, figures.GenerationTokens));
        Assert.Equal([new ServerSlot(0, true, 512, generated), new ServerSlot(1, false)], figures.Slots);
    }

    [Fact]
    public async Task Older_llama_cpp_tells_the_use_of_its_cache()
    {
        await using var server = await StartAsync(route => route switch
        {
            "GET /v1/models" => Ok("""{"data":[{"id":"m","owned_by":"llamacpp"}]}"""),
            "GET /metrics" => Ok("llamacpp:kv_cache_usage_ratio 0.25\nllamacpp:prompt_tokens_seconds 12.5\n"),
            _ => null,
        }, "llama.cpp");
        using var room = new TestRoom();

        var figures = Assert.Single(await room.OpenAi(server.BaseUrl).FiguresAsync());

        Assert.Equal((0.25, 12.5, null, null), (figures.KvCacheUsage, figures.PromptTokensPerSecond, figures.RequestsRunning, figures.Slots));
    }

    private static string Metrics(int reading) => $$"""
        # HELP vllm:num_requests_running Number of requests in model execution batches.
        # TYPE vllm:num_requests_running gauge
        vllm:num_requests_running{engine="0",model_name="base"} 2.0
        vllm:num_requests_running{engine="1",model_name="base"} 1.0
        vllm:num_requests_waiting{engine="0",model_name="base"} 1.0
        vllm:kv_cache_usage_perc{engine="0",model_name="base"} 0.25
        vllm:kv_cache_usage_perc{engine="1",model_name="base"} 0.75
        vllm:prompt_tokens_total{engine="0",model_name="base"} {{reading}}000.0
        vllm:generation_tokens_total{engine="0",model_name="base"} {{reading}}00.0
        vllm:time_to_first_token_seconds_bucket{le="+Inf",model_name="base"} 4
        """;
}
