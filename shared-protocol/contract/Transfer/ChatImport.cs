namespace AiChatLocal.Protocol.Transfer;

/// <summary>
/// Reads chats from an export of this program, ChatGPT, Claude, Open WebUI, LM Studio, Continue, Cline or Copilot Chat; its content tells which.
/// Chats that are here already get the messages that they lack, so that importing twice adds nothing. A cancelled import keeps what it had
/// added. Progress comes as <see cref="TransferProgress"/>.
/// </summary>
/// <param name="Path">A JSON file, a zip, or a folder that holds them.</param>
/// <param name="DryRun">Only tells what would be added.</param>
/// <param name="TransferId">Chosen by the caller; the progress notifications carry it. Absent: there are none.</param>
[RpcRequest("chat/import")]
public sealed record ChatImportParams(string Path, bool DryRun = false, string? TransferId = null) : IRpcRequest<ChatImportResult>;

/// <param name="IsCancelled">True when it was stopped before its end.</param>
/// <param name="Chats">The first 1,000 that were read.</param>
/// <param name="Failures">The first 1,000 of what could not be read, in part or at all.</param>
/// <param name="IgnoredFiles">Files of a zip or a folder that hold no chats; the first 1,000.</param>
public sealed record ChatImportResult(
    bool IsCancelled,
    IReadOnlyList<ImportedSource> Sources,
    IReadOnlyList<ImportedChat> Chats,
    IReadOnlyList<ImportFailure> Failures,
    int FailureCount,
    IReadOnlyList<string> IgnoredFiles);

/// <summary>What was read from one program.</summary>
/// <param name="Name">As it is shown, e.g. <c>Open WebUI</c>.</param>
/// <param name="NewChats">Chats that were not here.</param>
/// <param name="ExtendedChats">Chats that were here and got messages.</param>
/// <param name="KnownChats">Chats that were here with all of their messages.</param>
/// <param name="NewMessages">Messages that were not here, in new and extended chats.</param>
public sealed record ImportedSource(string Name, int NewChats, int ExtendedChats, int KnownChats, int NewMessages);

/// <param name="ChatId">Absent in a dry run for a chat that is not here.</param>
/// <param name="NewMessages">Messages that were not here.</param>
public sealed record ImportedChat(string Source, string Title, ImportOutcome Outcome, int NewMessages, string? ChatId = null);

public enum ImportOutcome
{
    New,
    Extended,
    Known,
}

/// <param name="File">Its name, in a zip or folder its place there.</param>
/// <param name="Item">Which part of it: a chat's title or its number.</param>
/// <param name="IsPartial">True when the rest of the item was read.</param>
public sealed record ImportFailure(string File, string Item, string Why, bool IsPartial = false);
