using System.Text.Json;

namespace AiChatLocal.Server.Features.Transfer.Import;

/// <summary>Reads the chats of one other program. What it does not know of a chat it skips; what it cannot read of it, it reports.</summary>
internal interface IChatFormat
{
    ChatProgram Program { get; }

    /// <summary>Whether this is a chat of that program: told by its content, whatever the file is called.</summary>
    bool Recognises(JsonElement item);

    ForeignChat Read(JsonElement item, ImportContext context);

    /// <summary>Takes what an index of that program says of its chats; they are read later.</summary>
    /// <returns>False when it is no such index.</returns>
    bool Note(JsonElement item) => false;
}

/// <summary>A program that keeps one chat in several files. What it takes becomes chats when all files were seen.</summary>
internal interface IGatheringFormat
{
    ChatProgram Program { get; }

    /// <summary>Takes an item of a file when it is of that program.</summary>
    bool Take(JsonElement item, ImportFile file);

    IEnumerable<(ImportFile File, ForeignChat Chat)> Finish(Action<ImportFile, string, LocalizedString> report);
}

/// <param name="Id">As in the origin of its chats; never changes.</param>
/// <param name="LeavesThisMachine">True for a service whose answers came from elsewhere.</param>
internal sealed record ChatProgram(string Id, string Name, bool LeavesThisMachine);

/// <param name="File">The file that is read.</param>
/// <param name="FindFile">Finds another file of the export by the start of its name.</param>
/// <param name="Report">Is told what is missing of a chat that is read otherwise.</param>
internal sealed record ImportContext(ImportFile File, Func<string, ImportFile?> FindFile, Action<LocalizedString> Report);
