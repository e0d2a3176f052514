using AiChatLocal.Core;
using AiChatLocal.Core.Configuration;
using static AiChatLocal.Storage.Tests.TempData;

namespace AiChatLocal.Storage.Tests;

public sealed class ConfigurationStoreTests
{
    private static readonly ProviderConfiguration Lab = new("1", "openai-compatible", "lab", new("http://127.0.0.1:8080/v1"), new("sk-very-secret"));

    [Fact]
    public async Task A_key_is_encrypted_on_disk_and_comes_back_in_memory_only()
    {
        await using var data = new TempData();
        await new ConfigurationStore(data.Directory, TimeProvider.System).UpdateAsync(current => current with { Providers = [Lab], DefaultModel = "lab/a" }, Token);

        var files = Directory.GetFiles(data.Directory.Path, "*", SearchOption.AllDirectories);
        Assert.All(files, file => Assert.DoesNotContain("sk-very-secret", File.ReadAllText(file), StringComparison.Ordinal));
        var read = await new ConfigurationStore(data.Directory, TimeProvider.System).ReadAsync(Token);
        Assert.Equal("sk-very-secret", Assert.Single(read.Providers).ApiKey?.Reveal());
        Assert.Equal("lab/a", read.DefaultModel);
        Assert.DoesNotContain("sk-very-secret", read.ToString() + read.Providers[0], StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(data.Directory.MasterKey));
        }
    }

    [Fact]
    public async Task A_key_that_was_moved_to_another_entry_is_not_accepted()
    {
        await using var data = new TempData();
        var store = new ConfigurationStore(data.Directory, TimeProvider.System);
        await store.UpdateAsync(current => current with { Providers = [Lab] }, Token);
        var text = await File.ReadAllTextAsync(data.Directory.Configuration, Token);
        await File.WriteAllTextAsync(data.Directory.Configuration, text.Replace("\"id\": \"1\"", "\"id\": \"22\"", StringComparison.Ordinal), Token);
        Assert.Null(Assert.Single((await store.ReadAsync(Token)).Providers).ApiKey);
    }

    [Fact]
    public async Task Request_settings_come_back_and_values_of_headers_are_not_on_the_disk()
    {
        await using var data = new TempData();
        var given = Lab with
        {
            ApiKey = Secret.FromVariable("LAB_KEY", _ => "from-the-environment"),
            Request = new(
                "azure",
                ChatApi.Responses,
                [new("X-Team", new("team-secret")), new("X-Other", Secret.FromVariable("OTHER", _ => "other-secret"))],
                [new("api-version", "1")],
                """{"top_k":3}""",
                "/list",
                "/talk/{model}"),
        };
        var store = new ConfigurationStore(data.Directory, TimeProvider.System);
        await store.UpdateAsync(current => current with { Providers = [given] }, Token);
        await store.UpdateAsync(current => current with { DefaultModel = "lab/a" }, Token);

        var text = await File.ReadAllTextAsync(data.Directory.Configuration, Token);
        Assert.All(
            (string[])["team-secret", "other-secret", "from-the-environment"], secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        var read = Assert.Single((await new ConfigurationStore(data.Directory, TimeProvider.System).ReadAsync(Token)).Providers);
        Assert.Equal("LAB_KEY", read.ApiKey?.Variable);
        Assert.Equal(["X-Team", "X-Other"], read.Request?.Headers?.Select(header => header.Key));
        Assert.Equal(("team-secret", "OTHER"), (read.Request?.Headers?[0].Value.Reveal(), read.Request?.Headers?[1].Value.Variable));
        Assert.Equal(("azure", ChatApi.Responses, "/list", "/talk/{model}"), (read.Request?.Preset, read.Request?.Api, read.Request?.ModelsPath, read.Request?.ChatPath));
        Assert.Equal(new("api-version", "1"), Assert.Single(read.Request?.Query ?? []));
        Assert.Equal("{\"top_k\":3}", read.Request?.ExtraBody?.Replace(" ", "", StringComparison.Ordinal).ReplaceLineEndings(""));
        Assert.DoesNotContain("team-secret", read.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_admin_key_is_encrypted_by_itself_and_textgens_settings_come_back()
    {
        await using var data = new TempData();
        var textgen = new TextgenSettings(TextgenMode.ChatInstruct, "Ada", "ChatML", "Me", "Countess", "She computes.", "Hello.", "Be her.", "min_p");
        var given = Lab with { AdminKey = new("sk-admin-secret"), Request = new(Textgen: textgen) };
        var store = new ConfigurationStore(data.Directory, TimeProvider.System);
        await store.UpdateAsync(current => current with { Providers = [given] }, Token);

        var text = await File.ReadAllTextAsync(data.Directory.Configuration, Token);
        Assert.DoesNotContain("sk-admin-secret", text, StringComparison.Ordinal);
        var read = Assert.Single((await new ConfigurationStore(data.Directory, TimeProvider.System).ReadAsync(Token)).Providers);
        Assert.Equal(("sk-very-secret", "sk-admin-secret"), (read.ApiKey?.Reveal(), read.AdminKey?.Reveal()));
        Assert.Equal(textgen, read.Request?.Textgen);
        Assert.DoesNotContain("sk-admin-secret", read.ToString(), StringComparison.Ordinal);

        // One key in the other's place is not accepted.
        var swapped = text.Replace("encryptedApiKey", "other", StringComparison.Ordinal).Replace("encryptedAdminKey", "encryptedApiKey", StringComparison.Ordinal);
        await File.WriteAllTextAsync(data.Directory.Configuration, swapped, Token);
        Assert.Null(Assert.Single((await new ConfigurationStore(data.Directory, TimeProvider.System).ReadAsync(Token)).Providers).ApiKey);

        await store.UpdateAsync(current => current with { Providers = [given with { AdminKey = null, Request = null }] }, Token);
        var after = Assert.Single((await store.ReadAsync(Token)).Providers);
        Assert.Equal((null, null), (after.AdminKey, after.Request));
    }

    [Fact]
    public async Task Ways_to_servers_come_back_and_a_passphrase_is_not_on_the_disk()
    {
        await using var data = new TempData();
        var network = new NetworkSettings("/etc/ca.pem", TimeSpan.FromSeconds(90));
        ProviderConfiguration[] given =
        [
            Lab with { Route = new(new("/me.pfx", null, new("open-sesame")), TimeSpan.Zero, new(null)) },
            Lab with { Id = "2", Route = new(new("/me.pem", "/key.pem", Secret.FromVariable("PASS", _ => "from-the-environment")), null, new(new("http://proxy.example:3128"))) },
        ];
        var store = new ConfigurationStore(data.Directory, TimeProvider.System);
        await store.UpdateAsync(current => current with { Providers = given, Network = network }, Token);
        await store.UpdateAsync(current => current with { DefaultModel = "lab/a" }, Token);

        var text = await File.ReadAllTextAsync(data.Directory.Configuration, Token);
        Assert.All((string[])["open-sesame", "from-the-environment"], secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        var read = await new ConfigurationStore(data.Directory, TimeProvider.System).ReadAsync(Token);
        Assert.Equal(network, read.Network);
        Assert.Equal(given[0].Route, read.Providers[0].Route);
        Assert.Equal(("/key.pem", "PASS"), (read.Providers[1].Route?.Certificate?.KeyFile, read.Providers[1].Route?.Certificate?.Passphrase?.Variable));
        Assert.Equal(new Uri("http://proxy.example:3128"), read.Providers[1].Route?.Proxy?.Address);
    }

    [Fact]
    public async Task A_passphrase_that_is_taken_away_is_gone()
    {
        await using var data = new TempData();
        var store = new ConfigurationStore(data.Directory, TimeProvider.System);
        var with = Lab with { Route = new(new("/me.pfx", null, new("open-sesame"))) };
        await store.UpdateAsync(current => current with { Providers = [with] }, Token);
        await store.UpdateAsync(current => current with { Providers = [with with { Route = new(new("/me.pfx")) }] }, Token);

        var read = await new ConfigurationStore(data.Directory, TimeProvider.System).ReadAsync(Token);
        Assert.Equal(("/me.pfx", null), (read.Providers[0].Route?.Certificate?.File, read.Providers[0].Route?.Certificate?.Passphrase));
    }

    [Fact]
    public async Task The_models_for_edits_and_vectors_come_back()
    {
        await using var data = new TempData();
        await new ConfigurationStore(data.Directory, TimeProvider.System).UpdateAsync(
            current => current with { EditModel = "lab/quick", EmbeddingModel = "lab/embed" }, Token);
        var read = await new ConfigurationStore(data.Directory, TimeProvider.System).ReadAsync(Token);
        Assert.Equal((null, "lab/quick", "lab/embed"), (read.DefaultModel, read.EditModel, read.EmbeddingModel));
    }

    [Fact]
    public async Task Changes_of_two_stores_at_once_are_all_kept()
    {
        await using var data = new TempData();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => new ConfigurationStore(data.Directory, TimeProvider.System).UpdateAsync(
            current => current with { Providers = [.. current.Providers, new($"{i}", "ollama", $"p{i}")] }, Token)));
        Assert.Equal(20, (await new ConfigurationStore(data.Directory, TimeProvider.System).ReadAsync(Token)).Providers.Count);
    }

    [Fact]
    public async Task What_a_newer_version_wrote_is_kept()
    {
        await using var data = new TempData();
        await File.WriteAllTextAsync(data.Directory.Configuration, """{"providers":[{"id":"1","kind":"ollama","name":"o","order":3}],"theme":"x"}""", Token);
        var store = new ConfigurationStore(data.Directory, TimeProvider.System);
        await store.UpdateAsync(current => current with { DefaultModel = "o/a" }, Token);
        var text = await File.ReadAllTextAsync(data.Directory.Configuration, Token);
        Assert.Contains("\"order\": 3", text, StringComparison.Ordinal);
        Assert.Contains("\"theme\": \"x\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_newer_version_wrote_inside_is_kept_when_what_is_around_it_changes()
    {
        await using var data = new TempData();
        await File.WriteAllTextAsync(data.Directory.Configuration, """
            {"providers":[{"id":"1","kind":"openai-compatible","name":"lab","textgen":{"mode":"Chat","newText":"a"},"route":{"silenceLimitSeconds":5,"newRoute":"b"}}],
             "network":{"silenceLimitSeconds":9,"newNetwork":"c"},
             "presets":[{"name":"Exact","settings":{"temperature":0.5,"newSetting":{"deep":["d"]}},"newPreset":"e"}],
             "prompts":[{"name":"tidy","text":"Tidy this","newPrompt":"f"}]}
            """, Token);
        string[] newer = ["\"newText\": \"a\"", "\"newRoute\": \"b\"", "\"newNetwork\": \"c\"", "\"d\"", "\"newPreset\": \"e\"", "\"newPrompt\": \"f\""];
        var store = new ConfigurationStore(data.Directory, TimeProvider.System);
        var read = await store.ReadAsync(Token);
        Assert.Equal(0.5, Assert.Single(read.Presets).Settings.Temperature);

        await store.UpdateAsync(
            current => current with
            {
                Network = new(SilenceLimit: TimeSpan.FromSeconds(10)),
                Presets = [current.Presets[0] with { Settings = new(Temperature: 0.7) }],
                Prompts = [current.Prompts[0] with { Title = "Tidy", IsEditorAction = true }],
                Providers = [current.Providers[0] with { Route = new(SilenceLimit: TimeSpan.FromSeconds(6)), Request = new(Textgen: new(TextgenMode.ChatInstruct)) }],
            },
            Token);
        var changed = await File.ReadAllTextAsync(data.Directory.Configuration, Token);
        Assert.All(newer, part => Assert.Contains(part, changed, StringComparison.Ordinal));
        Assert.Equal(0.7, Assert.Single((await store.ReadAsync(Token)).Presets).Settings.Temperature);
        Assert.Equal(new("tidy", "Tidy", "Tidy this", IsEditorAction: true), Assert.Single((await store.ReadAsync(Token)).Prompts));

        // What this version knows of is taken away altogether.
        await store.UpdateAsync(
            current => current with
            {
                Network = null,
                Presets = [current.Presets[0] with { Settings = Core.Generation.GenerationSettings.None }],
                Providers = [current.Providers[0] with { Route = null, Request = null }],
            },
            Token);
        var emptied = await File.ReadAllTextAsync(data.Directory.Configuration, Token);
        Assert.All(newer, part => Assert.Contains(part, emptied, StringComparison.Ordinal));
        var after = await store.ReadAsync(Token);
        Assert.Equal((null, null, null), (after.Network, after.Providers[0].Route, after.Providers[0].Request));
        Assert.Equal(Core.Generation.GenerationSettings.None, after.Presets[0].Settings);
    }

    [Fact]
    public async Task A_proxys_password_comes_back_and_is_not_on_the_disk()
    {
        await using var data = new TempData();
        var route = new RouteSettings(Proxy: new(new("http://proxy.example:3128"), "me", new("hunter2-secret")));
        await new ConfigurationStore(data.Directory, TimeProvider.System).UpdateAsync(current => current with { Providers = [Lab with { Route = route }] }, Token);

        Assert.DoesNotContain("hunter2-secret", await File.ReadAllTextAsync(data.Directory.Configuration, Token), StringComparison.Ordinal);
        var read = Assert.Single((await new ConfigurationStore(data.Directory, TimeProvider.System).ReadAsync(Token)).Providers);
        Assert.Equal(route, read.Route);
        Assert.DoesNotContain("hunter2-secret", read.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_JSON_is_told_and_not_touched()
    {
        await using var data = new TempData();
        await File.WriteAllTextAsync(data.Directory.Configuration, "{ oops", Token);
        var store = new ConfigurationStore(data.Directory, TimeProvider.System);
        var exception = await Assert.ThrowsAsync<StorageException>(async () => await store.ReadAsync(Token));
        Assert.Equal(ProblemKind.Corrupt, exception.Problem.Kind);
        await Assert.ThrowsAsync<StorageException>(() => store.UpdateAsync(current => current, Token));
        Assert.Equal("{ oops", await File.ReadAllTextAsync(data.Directory.Configuration, Token));
    }
}
