using AiChatLocal.Core;
using AiChatLocal.Core.Configuration;

namespace AiChatLocal.Server.Features.Privacy;

/// <summary>Tells when Local only is turned, by whichever process, and tells each turn once.</summary>
internal sealed class LocalOnlyWatch(IConfigurationStore configuration, IConfigurationChanges changes, Action<bool> turned)
{
    private readonly Lock _gate = new();
    private bool? _known;

    public void Start()
    {
        changes.Changed += Look;
        changes.Watch();
        Look();
    }

    private void Look()
    {
        bool now;
        lock (_gate)
        {
            try
            {
                var reading = configuration.ReadAsync(CancellationToken.None);
                now = reading.IsCompletedSuccessfully ? reading.Result.LocalOnly : reading.AsTask().GetAwaiter().GetResult().LocalOnly;
            }
            catch (StorageException)
            {
                // Unreadable for now: whoever needs it is told so, and nothing leaves meanwhile.
                return;
            }

            var isNews = _known is { } before && before != now;
            _known = now;
            if (!isNews)
            {
                return;
            }
        }

        turned(now);
    }
}
