using System.Diagnostics;

namespace AiChatLocal.Server.Tests.Support;

internal sealed record Finished(int ExitCode, string Output, string Error);

/// <summary>The built program as a process of its own.</summary>
internal static class CommandLineProcess
{
    public static Task<Finished> RunAsync(string dataDirectory, string input, params string[] arguments) =>
        RunAsync(dataDirectory, input, [], arguments);

    /// <param name="environment">Variables of the process; null: not set.</param>
    public static async Task<Finished> RunAsync(
        string dataDirectory, string input, Dictionary<string, string?> environment, params string[] arguments)
    {
        using var process = Start(dataDirectory, environment, arguments);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).Time();
        return new(process.ExitCode, await output, await error);
    }

    public static Process Start(string dataDirectory, params string[] arguments) => Start(dataDirectory, [], arguments);

    private static Process Start(string dataDirectory, Dictionary<string, string?> environment, string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AI_CHAT_LOCAL_DATA_DIR"] = dataDirectory;
        foreach (var (name, value) in environment)
        {
            if (value is null)
            {
                start.Environment.Remove(name);
            }
            else
            {
                start.Environment[name] = value;
            }
        }

        start.ArgumentList.Add(FindProgram());
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    // Where its own project builds it: beside these tests lie only the assemblies that the test's frameworks lack.
    private static string FindProgram()
    {
        var built = new DirectoryInfo(AppContext.BaseDirectory);
        var root = built;
        while (!File.Exists(Path.Combine(root.FullName, "AiChatLocal.sln")))
        {
            root = root.Parent ?? throw new DirectoryNotFoundException("The tests run outside of the repository.");
        }

        return Path.Combine(root.FullName, "server", "AiChatLocal.Server", "bin", built.Parent!.Name, built.Name, "ai-chat-local.dll");
    }
}
