using System.Security.Cryptography.X509Certificates;
using AiChatLocal.Core;
using AiChatLocal.Core.Configuration;
using AiChatLocal.Protocol.Network;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Server.Features.Network;

/// <summary>Shows and sets what holds for all connections. Every door comes through here.</summary>
internal sealed class NetworkEditor(IConfigurationStore configuration)
{
    private const int LongestSilence = 86400;

    public async Task<NetworkStatus> GetAsync(CancellationToken cancellationToken)
    {
        var network = (await configuration.ReadAsync(cancellationToken)).Network ?? NetworkSettings.None;
        var seconds = (int?)network.SilenceLimit?.TotalSeconds;
        if (network.CaFile is not { } file)
        {
            return new(SilenceLimitSeconds: seconds);
        }

        try
        {
            return new(file, seconds, [.. TlsFiles.ReadAuthorities(file).Select(Describe)]);
        }
        catch (ProviderException failure)
        {
            return new(file, seconds, Problem: new(failure.Problem.What, failure.Problem.ToErrorData()));
        }
    }

    /// <param name="caFile">Null: none. A file that cannot be used is refused.</param>
    public async Task<NetworkStatus> SetAsync(string? caFile, int? silenceSeconds, CancellationToken cancellationToken)
    {
        var wanted = new NetworkSettings(CheckPath(caFile), CheckSilence(silenceSeconds, least: 1));
        if (wanted.CaFile is { } file && (await configuration.ReadAsync(cancellationToken)).Network?.CaFile != file)
        {
            Read(() => TlsFiles.CheckAuthorities(file));
        }

        await configuration.UpdateAsync(current => current with { Network = wanted == NetworkSettings.None ? null : wanted }, cancellationToken);
        return await GetAsync(cancellationToken);
    }

    public static string? CheckPath(string? path) => path is null || Path.IsPathFullyQualified(path) ? path : throw new RequestException(new(
        ProblemKind.Invalid, $"“{path}” is no absolute path.", $"Programs that are started in different places would find different files.", $"Give the whole path of the file."));

    public static TimeSpan? CheckSilence(int? seconds, int least) => seconds is null ? null
        : seconds >= least && seconds <= LongestSilence ? TimeSpan.FromSeconds(seconds.Value)
        : throw new RequestException(new(
            ProblemKind.Invalid, $"{seconds} seconds cannot be the longest silence.", $"It must be {least} to {LongestSilence}.", $"Give another number, or none."));

    /// <summary>A file that is refused here is a mistake in what was asked, and no failure of a server.</summary>
    public static void Read(Action read)
    {
        try
        {
            read();
        }
        catch (ProviderException failure)
        {
            throw new RequestException(failure.Problem, failure);
        }
    }

    private static AuthorityInfo Describe(X509Certificate2 certificate)
    {
        using (certificate)
        {
            return new(certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false), new(certificate.NotAfter.ToUniversalTime()));
        }
    }
}
