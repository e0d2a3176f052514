using System.Globalization;
using System.Net;

namespace AiChatLocal.Providers.Http;

/// <summary>What stands between this program and what the user calls “this machine”: a container, or WSL.</summary>
/// <param name="WindowsHost">In WSL: the address of Windows, as the table of routes has it.</param>
internal sealed record Surroundings(bool IsContainer, bool IsWsl, string? WindowsHost = null)
{
    public const string DockerHost = "host.docker.internal";

    private static readonly Lazy<Surroundings> OfThisProcess = new(() => Read(static path => File.Exists(path) ? File.ReadAllText(path) : null));

    public static Surroundings Current => OfThisProcess.Value;

    /// <param name="read">The text of a file; null: it does not exist.</param>
    public static Surroundings Read(Func<string, string?> read)
    {
        try
        {
            var isWsl = read("/proc/version")?.Contains("microsoft", StringComparison.OrdinalIgnoreCase) ?? false;
            var isContainer = read("/.dockerenv") is not null || read("/run/.containerenv") is not null;
            return new(isContainer, isWsl, isWsl ? Gateway(read("/proc/net/route") ?? "") : null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new(false, false);
        }
    }

    /// <summary>For a loopback address at which nothing was found; null when nothing stands between.</summary>
    public LocalizedString? Hint(Uri address)
    {
        if (IsContainer)
        {
            return $"This program runs in a container, where {address.IdnHost} is the container itself: a server on the machine around it is at "
                + $"{address.Scheme}://{DockerHost}:{address.Port} (with Docker on Linux, start the container with --add-host={DockerHost}:host-gateway).";
        }

        return IsWsl
            ? T($"This program runs in WSL: a server on Windows is at {address.Scheme}://{VerbatimOrNull(WindowsHost) ?? T($"the address of Windows")}:{address.Port} when it listens on 0.0.0.0, "
                + $"or at {address.IdnHost} when WSL's networking mode is “mirrored”.")
            : null;
    }

    /// <summary>The gateway of the route to everywhere: columns of hexadecimal numbers, the lowest byte first.</summary>
    private static string? Gateway(string routes)
    {
        foreach (var line in routes.Split('\n').Skip(1))
        {
            if (line.Split('\t', StringSplitOptions.TrimEntries) is [_, "00000000", var gateway, ..]
                && uint.TryParse(gateway, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number) && number != 0)
            {
                return new IPAddress(number).ToString();
            }
        }

        return null;
    }
}
