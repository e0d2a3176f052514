using System.Diagnostics;

namespace AiChatLocal.Providers.Tests.Support;

/// <summary>The real llama-server on a port that it takes itself, with a tiny model; or the reason why there is none.</summary>
internal sealed class LlamaServer : IAsyncDisposable
{
    private const string Listening = "listening on ";
    private readonly Process _process;

    private LlamaServer(Process process, Uri baseUrl)
    {
        _process = process;
        BaseUrl = baseUrl;
    }

    public Uri BaseUrl { get; }

    public static Task<LlamaServer> StartAsync(params string[] arguments) => StartAsync(model => ["-m", model], arguments);

    /// <summary>One that loads what it is told to, of the folder that the model is in.</summary>
    public static Task<LlamaServer> StartRouterAsync(params string[] arguments) =>
        StartAsync(model => ["--models-dir", Path.GetDirectoryName(model)!, "--no-models-autoload"], arguments);

    private static async Task<LlamaServer> StartAsync(Func<string, string[]> serving, string[] arguments)
    {
        var (program, model) = Find();
        Assert.SkipWhen(program is null || model is null, "There is no llama-server with its model: set LLAMA_SERVER, and LLAMA_MODEL.");
        var start = new ProcessStartInfo(program!)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            ArgumentList = { "--host", "127.0.0.1", "--port", "0", "-t", "1", "-c", "512", "-np", "1" },
        };
        foreach (var argument in serving(model!).Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException("llama-server did not start.");
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) => Watch(line.Data);
        process.ErrorDataReceived += (_, line) => Watch(line.Data);
        process.Exited += (_, _) => address.TrySetException(new InvalidOperationException("llama-server ended before it listened."));
        process.EnableRaisingEvents = true;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new(process, await address.Task.WaitAsync(TestRoom.Patience, TestContext.Current.CancellationToken));

        void Watch(string? line)
        {
            var at = line?.IndexOf(Listening, StringComparison.Ordinal) ?? -1;
            if (at >= 0 && Uri.TryCreate(line![(at + Listening.Length)..].Trim(), UriKind.Absolute, out var uri))
            {
                address.TrySetResult(uri);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    /// <summary>Beside the repository, whether this is its main checkout or another working tree of it.</summary>
    private static (string? Program, string? Model) Find()
    {
        var program = Existing(Environment.GetEnvironmentVariable("LLAMA_SERVER"));
        var model = Existing(Environment.GetEnvironmentVariable("LLAMA_MODEL"));
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var shared = Path.Combine(folder.FullName, "shared");
            program ??= Existing(Path.Combine(shared, "bin", "llama-server"));
            model ??= Existing(Path.Combine(shared, "models", "stories260K-ctx4096.gguf"));
        }

        return (program, model);
    }

    private static string? Existing(string? path) => File.Exists(path) ? path : null;
}
