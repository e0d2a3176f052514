using System.Text.Encodings.Web;
using System.Text.Json;
using AiChatLocal.Core.Transfer;
using AiChatLocal.Server.Features.Chat;

namespace AiChatLocal.Server.Features.Transfer.Export;

/// <summary>
/// The lossless JSON: all branches, thinking and signatures included; a chat a line. Nothing in it says when it was written, so that the same
/// chats make the same bytes.
/// </summary>
internal sealed class JsonChatWriter(Stream output, Pictures pictures) : IChatWriter
{
    private const int FlushBytes = 256 * 1024;

    // Letters of all languages as they are: the file is data, and no page.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly ChatFileJson Json = new(new JsonSerializerOptions(ChatFileJson.Default.Options) { Encoder = Options.Encoder });

    private readonly Utf8JsonWriter _writer = new(output, Options);
    private bool _hasChats;

    public async Task BeginAsync(CancellationToken cancellationToken) =>
        await output.WriteAsync(System.Text.Encoding.UTF8.GetBytes($$"""{"format":"{{ChatFile.Format}}","version":{{ChatFile.Version}},"chats":["""), cancellationToken);

    public async Task<int> WriteAsync(ArchivedChat chat, CancellationToken cancellationToken)
    {
        await output.WriteAsync(_hasChats ? ",\n"u8.ToArray() : "\n"u8.ToArray(), cancellationToken);
        _hasChats = true;
        _writer.Reset();
        _writer.WriteStartObject();
        foreach (var member in JsonSerializer.SerializeToElement(chat.ToFile(), Json.FileChat).EnumerateObject())
        {
            member.WriteTo(_writer);
        }

        _writer.WriteStartArray("messages");
        foreach (var message in chat.Messages)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var loaded = (await pictures.LoadAsync([message], cancellationToken))[0];
            JsonSerializer.Serialize(_writer, loaded.ToFile(), Json.FileMessage);
            if (_writer.BytesPending > FlushBytes)
            {
                await _writer.FlushAsync(cancellationToken);
            }
        }

        _writer.WriteEndArray();
        _writer.WriteEndObject();
        await _writer.FlushAsync(cancellationToken);
        return chat.Messages.Count;
    }

    public async Task EndAsync(CancellationToken cancellationToken) => await output.WriteAsync("\n]}\n"u8.ToArray(), cancellationToken);

    public ValueTask DisposeAsync() => _writer.DisposeAsync();
}
