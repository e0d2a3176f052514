namespace AiChatLocal.Providers.Http;

/// <summary>Time limits of every connection. There is no limit on a whole reply: a large model on a small machine takes its time.</summary>
public sealed record HttpRoomOptions
{
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a server may send nothing at all, headers included. Off by default: a long prompt on a slow machine is silent for many
    /// minutes, and the user can stop it.
    /// </summary>
    public TimeSpan SilenceTimeout { get; init; } = Timeout.InfiniteTimeSpan;

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
