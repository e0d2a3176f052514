namespace AiChatLocal.Protocol.Transfer;

/// <summary>
/// Writes chats into a file, or gives one back as text. Markdown and HTML hold the current branch; JSON holds everything and can be imported
/// without loss. Progress comes as <see cref="TransferProgress"/>. No key is in any of them.
/// </summary>
/// <param name="ChatIds">Absent: all chats.</param>
/// <param name="MessageId">Only this message of the only chat; in JSON also those that lead to it.</param>
/// <param name="IncludeThinking">Also what models thought, in Markdown and HTML. JSON always has it.</param>
/// <param name="Path">Of the file; one that is there is replaced once the new one is whole. Absent: the result has the text of the only chat.</param>
/// <param name="TransferId">Chosen by the caller; the progress notifications carry it. Absent: there are none.</param>
[RpcRequest("chat/export")]
public sealed record ChatExportParams(
    ExportFormat Format,
    IReadOnlyList<string>? ChatIds = null,
    string? MessageId = null,
    bool IncludeThinking = false,
    string? Path = null,
    string? TransferId = null) : IRpcRequest<ChatExportResult>;

/// <param name="Path">Of the file that was written.</param>
/// <param name="Text">Where no file was asked for. Pictures stand in it by their names.</param>
public sealed record ChatExportResult(int Chats, int Messages, string? Path = null, long? SizeBytes = null, string? Text = null);

public enum ExportFormat
{
    Markdown,
    Html,
    Json,
}

/// <param name="Done">Chats that are done.</param>
/// <param name="Total">Of how many; absent while that is not known.</param>
[RpcNotification("transfer/progress", RpcSender.Server)]
public sealed record TransferProgress(string TransferId, int Done, int? Total = null) : IRpcNotification;
