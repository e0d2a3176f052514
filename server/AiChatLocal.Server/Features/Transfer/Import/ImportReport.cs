using AiChatLocal.Core.Transfer;
using AiChatLocal.Protocol.Transfer;

namespace AiChatLocal.Server.Features.Transfer.Import;

/// <summary>What an import read, and what it could not read. Long lists are cut, and counted to their end.</summary>
internal sealed class ImportReport
{
    private const int MostListed = 1000;

    private readonly Dictionary<string, ImportedSource> _sources = [];
    private readonly List<ImportedChat> _chats = [];
    private readonly List<ImportFailure> _failures = [];
    private readonly List<string> _ignored = [];
    private readonly HashSet<string> _said = [];
    private int _failureCount;

    public int Chats { get; private set; }

    /// <summary>True when nothing was found that is an export, whole or damaged.</summary>
    public bool IsEmpty => Chats == 0 && _failureCount == 0;

    public void Add(ReadChat read, Addition addition, bool isStored)
    {
        Chats++;
        var before = _sources.GetValueOrDefault(read.Source) ?? new(read.Source, 0, 0, 0, 0);
        var messages = before.NewMessages + addition.Messages;
        _sources[read.Source] = addition.Kind switch
        {
            AdditionKind.New => before with { NewChats = before.NewChats + 1, NewMessages = messages },
            AdditionKind.Extended => before with { ExtendedChats = before.ExtendedChats + 1, NewMessages = messages },
            _ => before with { KnownChats = before.KnownChats + 1 },
        };
        if (_chats.Count < MostListed)
        {
            var outcome = addition.Kind switch
            {
                AdditionKind.New => ImportOutcome.New,
                AdditionKind.Extended => ImportOutcome.Extended,
                _ => ImportOutcome.Known,
            };
            var chatId = isStored || addition.Kind != AdditionKind.New ? addition.ChatId.ToString() : null;
            _chats.Add(new(read.Source, read.Chat.Chat.Title, outcome, addition.Messages, chatId));
        }
    }

    /// <summary>Each thing that is missing is said once.</summary>
    public void Fail(string file, string item, LocalizedString why, bool isPartial)
    {
        if (_said.Count < 100 * MostListed && !_said.Add($"{file}\n{item}\n{why}"))
        {
            return;
        }

        _failureCount++;
        if (_failures.Count < MostListed)
        {
            _failures.Add(new(file, item, why, isPartial));
        }
    }

    /// <param name="isNamed">A file that the user named is told by the error that follows.</param>
    public void Ignore(string file, bool isNamed)
    {
        if (!isNamed && file.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && _ignored.Count < MostListed)
        {
            _ignored.Add(file);
        }
    }

    public ChatImportResult ToResult(bool isCancelled) => new(isCancelled, [.. _sources.Values], _chats, _failures, _failureCount, _ignored);
}
