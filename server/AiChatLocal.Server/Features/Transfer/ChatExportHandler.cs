using AiChatLocal.Protocol.Transfer;
using AiChatLocal.Rpc;
using AiChatLocal.Server.Features.Transfer.Export;

namespace AiChatLocal.Server.Features.Transfer;

internal sealed class ChatExportHandler(Exporter exporter)
{
    public async Task<ChatExportResult> HandleAsync(ChatExportParams parameters, RpcSession session, CancellationToken cancellationToken)
    {
        var stream = new ProgressStream(session, parameters.TransferId);
        try
        {
            return await RunAsync(parameters, (done, total) => stream.Tell(done, total), cancellationToken);
        }
        finally
        {
            await stream.EndAsync();
        }
    }

    /// <summary>For a door that shows no progress, or its own.</summary>
    public async Task<ChatExportResult> RunAsync(ChatExportParams parameters, Action<int, int> progress, CancellationToken cancellationToken)
    {
        var request = new ExportRequest(
            parameters.Format,
            parameters.ChatIds?.Select(id => Edge.ParseId(id, $"chat")).ToList(),
            Edge.ParseOptionalId(parameters.MessageId, $"message"),
            parameters.IncludeThinking);
        if (parameters.Path is not { } path)
        {
            var (text, shown) = await exporter.ToTextAsync(request, cancellationToken);
            return new(shown.Chats, shown.Messages, Text: text);
        }

        var (written, count) = await exporter.ToFileAsync(request, path, progress, cancellationToken);
        return new(count.Chats, count.Messages, written, new FileInfo(written).Length);
    }
}
