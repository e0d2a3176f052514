using AiChatLocal.Core.Chats;

namespace AiChatLocal.Storage.Reading;

/// <summary>
/// What is known of a message's rows without reading them. Rows are added, never changed, and their ids never used again: the same version is
/// the same parts.
/// </summary>
/// <param name="Rows">How many there are.</param>
/// <param name="LastRow">The greatest of their ids.</param>
internal readonly record struct PartsVersion(int Rows, long LastRow);

/// <summary>
/// The parts of the messages that were read last: a model is sent all of a chat with each question, and the next question finds it here.
/// Holds half of <paramref name="mostCharacters"/> in any case and never more than all, and forgets what was not read for longest.
/// </summary>
internal sealed class PartCache(long mostCharacters = PartCache.UsualCharacters)
{
    /// <summary>Eight megabytes: a dozen long chats.</summary>
    private const long UsualCharacters = 4 * 1024 * 1024;

    /// <summary>What a message takes beside its text, counted as characters.</summary>
    private const int PerMessage = 128;

    private readonly Lock _gate = new();

    // What is read moves into the younger half; when that is full the older one goes.
    private Dictionary<long, Entry> _older = [];
    private Dictionary<long, Entry> _younger = [];
    private long _youngerCharacters;

    /// <summary>Changes with <see cref="Clear"/>: what was read before is not kept after it.</summary>
    public int Generation { get; private set; }

    public bool TryGet(long messageId, PartsVersion version, out IReadOnlyList<Part> parts)
    {
        lock (_gate)
        {
            var isYoung = _younger.TryGetValue(messageId, out var entry);
            if ((isYoung || _older.TryGetValue(messageId, out entry)) && entry.Version == version)
            {
                if (!isYoung)
                {
                    _older.Remove(messageId);
                    Add(messageId, entry);
                }

                parts = entry.Parts;
                return true;
            }
        }

        parts = [];
        return false;
    }

    /// <param name="generation">As it was before they were read.</param>
    /// <param name="characters">The length of their text.</param>
    public void Keep(int generation, long messageId, PartsVersion version, IReadOnlyList<Part> parts, long characters)
    {
        lock (_gate)
        {
            if (generation != Generation)
            {
                return;
            }

            _older.Remove(messageId);
            Forget(messageId);
            Add(messageId, new(version, parts, characters + PerMessage));
        }
    }

    /// <summary>The database is another one, which may have other rows under the same ids.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _older = [];
            _younger = [];
            _youngerCharacters = 0;
            Generation++;
        }
    }

    private void Add(long messageId, Entry entry)
    {
        var room = mostCharacters / 2;
        if (entry.Characters > room)
        {
            return;
        }

        if (_youngerCharacters + entry.Characters > room)
        {
            _older = _younger;
            _younger = [];
            _youngerCharacters = 0;
        }

        _younger[messageId] = entry;
        _youngerCharacters += entry.Characters;
    }

    private void Forget(long messageId)
    {
        if (_younger.Remove(messageId, out var entry))
        {
            _youngerCharacters -= entry.Characters;
        }
    }

    private readonly record struct Entry(PartsVersion Version, IReadOnlyList<Part> Parts, long Characters);
}
