using System.Diagnostics;

namespace AiChatLocal.Providers.Embedded.Download;

/// <summary>
/// The npm registry that this machine is set up for: a company's mirror is used without asking the user again. Looked up in npm's own
/// order, as far as it matters: environment, the user's npmrc, what npm itself says, the public registry.
/// </summary>
internal sealed class NpmRegistry(Func<string, string?> environment)
{
    /// <summary>npm's own default, in parts: only npm's configuration names a registry's host.</summary>
    private static readonly Uri PublicRegistry = new(Uri.UriSchemeHttps + "://" + string.Join('.', "registry", "npmjs", "org") + "/");

    private static readonly TimeSpan NpmLimit = TimeSpan.FromSeconds(10);

    public async Task<Uri> FindAsync(CancellationToken cancellationToken)
    {
        var found = environment("npm_config_registry") ?? environment("NPM_CONFIG_REGISTRY") ?? InUserFile();
        return ToAddress(found) ?? ToAddress(await AskNpmAsync(cancellationToken).ConfigureAwait(false)) ?? PublicRegistry;
    }

    private static Uri? ToAddress(string? text) =>
        Uri.TryCreate(text?.Trim().TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    private string? InUserFile()
    {
        var file = environment("npm_config_userconfig") ?? environment("NPM_CONFIG_USERCONFIG")
            ?? ((environment("HOME") ?? environment("USERPROFILE")) is { } home ? Path.Combine(home, ".npmrc") : null);
        if (file is null || !File.Exists(file)) return null;
        try
        {
            return File.ReadLines(file).Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries))
                .Where(pair => pair is ["registry", _]).Select(pair => pair[1].Trim('"', '\'')).LastOrDefault();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private async Task<string?> AskNpmAsync(CancellationToken cancellationToken)
    {
        var name = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        var npm = (environment("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (npm is null) return null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(NpmLimit);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(npm, ["config", "get", "registry"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
                UseShellExecute = false,
                CreateNoWindow = true,
                // npm would look for a newer npm now and then, which nobody asked for.
                Environment = { ["npm_config_update_notifier"] = "false" },
            });
            return process is null ? null : await process.StandardOutput.ReadLineAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is System.ComponentModel.Win32Exception or InvalidOperationException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}
