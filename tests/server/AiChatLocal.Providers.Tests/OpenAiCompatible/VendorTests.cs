using System.Text;
using AiChatLocal.Core;
using AiChatLocal.Core.Configuration;
using AiChatLocal.Core.Providers;
using AiChatLocal.Providers.Http;
using AiChatLocal.Providers.OpenAiCompatible;
using AiChatLocal.Providers.OpenAiCompatible.Vendors;
using AiChatLocal.Providers.Tests.Support;
using Microsoft.Extensions.AI;

namespace AiChatLocal.Providers.Tests.OpenAiCompatible;

/// <summary>Vendors are data: their addresses, headers and fields.</summary>
public sealed class VendorTests
{
    [Fact]
    public void Every_vendor_has_an_address_and_the_list_says_where_it_is_from()
    {
        var known = VendorCatalogue.Known;

        Assert.NotEmpty(known.Source);
        Assert.True(DateOnly.TryParseExact(known.Date, "yyyy-MM-dd", out _));
        Assert.Equal(known.Vendors.Count, known.Vendors.Select(vendor => vendor.Id).Distinct().Count());
        Assert.All(known.Vendors, vendor =>
        {
            Assert.StartsWith("https://", vendor.BaseUrl, StringComparison.Ordinal);
            Assert.StartsWith("/", vendor.ModelsPath, StringComparison.Ordinal);
            Assert.NotEmpty(vendor.DisplayName);
            Assert.True(vendor.Address is null || OpenAiAddress.Normalize(vendor.Address) == vendor.Address, vendor.BaseUrl);
        });
        string[] named = ["openai", "mistral", "openrouter", "deepseek", "xai", "groq", "together", "azure"];
        Assert.Empty(named.Except(known.Vendors.Select(vendor => vendor.Id)));
    }

    [Fact]
    public async Task A_further_vendor_is_one_entry()
    {
        await using var server = await LoopbackServer.StartAsync(context => Replay.WriteAsync(context, "text/event-stream", Bodies.Chunks("ok")));
        using var entry = new MemoryStream(Encoding.UTF8.GetBytes($$"""
            {"source": "s", "date": "2026-01-01", "vendors": [{
              "id": "new", "displayName": "New vendor", "baseUrl": "{{server.BaseUrl}}api", "keyHeader": "x-key", "headers": {"x-version": "1"}, "query": {"v": "a b"},
              "chatPath": "/talk/{model}", "dialect": {"seed": "rnd", "usageOption": false, "maxTokens": "limit", "effort": null, "refusesUnknown": true}
            }]}
            """));
        var vendor = Assert.Single(VendorCatalogue.Read(entry).Vendors);
        using var http = new HttpRoom();

        var reply = await Reply.AskAsync(
            OpenAiCompatibleProvider.Create(new("1", "openai-compatible", "n", null, new("k1")), vendor, http, TimeProvider.System).GetChatClient("a/b"),
            "Hi",
            new() { Seed = 3, MaxOutputTokens = 4, TopK = 5, Reasoning = new() { Effort = ReasoningEffort.High } });

        Assert.Equal("ok", reply.Text);
        var request = Assert.Single(server.Requests);
        Assert.Equal(("/api/talk/a%2Fb", "?v=a%20b"), (request.Path, request.Query));
        Assert.Equal(("k1", "1"), (request.Headers["x-key"], request.Headers["x-version"]));
        Assert.DoesNotContain("Authorization", request.Headers.Keys);
        Assert.Equal("""{"model":"a/b","messages":[{"role":"user","content":"Hi"}],"stream":true,"rnd":3,"limit":4}""", request.Body);
    }

    [Fact]
    public async Task The_user_sets_headers_parameters_paths_and_fields()
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            if (context.Request.Path == "/v1/list")
            {
                await Replay.WriteAsync(context, "application/json", """{"data":[{"id":"m","owned_by":"vllm"}]}""");
            }
            else
            {
                await Replay.WriteAsync(context, "text/event-stream", Bodies.Chunks("ok"));
            }
        });
        using var room = new TestRoom();
        var provider = room.Kind("openai-compatible").Create(new("1", "openai-compatible", "n", server.BaseUrl, null, new()
        {
            Headers = [new("X-Team", new Secret("secret-team"))],
            Query = [new("api-version", "2026-01-01")],
            ExtraBody = """{"top_k":3,"stream_options":null,"provider":{"only":["x"]}}""",
            ModelsPath = "/list",
            ChatPath = "/talk",
        }));

        Assert.Single(await provider.ListModelsAsync(TestContext.Current.CancellationToken));
        await Reply.AskAsync(provider.GetChatClient("m"), "Hi", new() { TopK = 9 });

        Assert.Equal(["/v1/list", "/v1/talk"], server.Requests.Select(request => request.Path));
        Assert.All(server.Requests, request => Assert.Equal(("secret-team", "?api-version=2026-01-01"), (request.Headers["X-Team"], request.Query)));
        Assert.Equal(
            """{"model":"m","messages":[{"role":"user","content":"Hi"}],"stream":true,"top_k":3,"provider":{"only":["x"]}}""", server.Requests[1].Body);
    }

    [Fact]
    public async Task A_preset_brings_its_dialect_and_its_key_header()
    {
        await using var server = await LoopbackServer.StartAsync(context => Replay.WriteAsync(context, "text/event-stream", Bodies.Chunks("ok")));
        using var room = new TestRoom();
        var provider = room.Kind("openai-compatible").Create(
            new("1", "openai-compatible", "n", new(server.BaseUrl, "/openai"), new("k1"), new() { Preset = "azure-deployments" }));

        await Reply.AskAsync(provider.GetChatClient("gpt"), "Hi", new() { MaxOutputTokens = 2 });

        var request = Assert.Single(server.Requests);
        Assert.Equal(("/openai/deployments/gpt/chat/completions", "?api-version=2024-10-21", "k1"), (request.Path, request.Query, request.Headers["api-key"]));
        Assert.Contains("\"max_completion_tokens\":2", request.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_in_a_variable_is_read_at_each_use_and_missed_in_words()
    {
        await using var server = await LoopbackServer.StartAsync(context => Replay.WriteAsync(context, "text/event-stream", Bodies.Chunks("ok")));
        using var room = new TestRoom();
        string? value = null;
        var client = room.Kind("mistral").Create(new("1", "mistral", "n", server.BaseUrl, Secret.FromVariable("THE_KEY", _ => value))).GetChatClient("m");

        var missing = await Reply.AskAsync(client);
        value = "k2";
        await Reply.AskAsync(client);

        Assert.Equal(ProblemKind.Unauthorized, missing.Failure?.Kind);
        Assert.Contains("THE_KEY", missing.Failure?.Why, StringComparison.Ordinal);
        Assert.Equal("Bearer k2", Assert.Single(server.Requests).Headers["Authorization"]);
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("mistral")]
    [InlineData("openai-compatible")]
    public async Task No_key_and_no_header_follow_a_redirect_and_none_is_in_an_error(string kind)
    {
        await using var other = await LoopbackServer.StartAsync(_ => Task.CompletedTask);
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = new Uri(other.BaseUrl, "/?team=secret-team&key=the-key-1234").AbsoluteUri;
            return Task.CompletedTask;
        });
        using var room = new TestRoom();
        var provider = room.Kind(kind).Create(
            new("1", kind, "n", server.BaseUrl, new("the-key-1234"), new() { Headers = [new("X-Team", new("secret-team"))] }));

        var reply = await Reply.AskAsync(provider.GetChatClient("m"));
        var report = await provider.TestAsync(null, TestContext.Current.CancellationToken);

        Assert.Empty(other.Requests);
        Assert.Equal(ProblemKind.UnexpectedAnswer, reply.Failure?.Kind);
        Assert.False(report.Ok);
        var told = reply.Failure + string.Join("", report.Steps.Select(step => step.ToString()));
        Assert.DoesNotContain("secret-team", told, StringComparison.Ordinal);
        Assert.DoesNotContain("the-key-1234", told, StringComparison.Ordinal);
    }
}
