using AiChatLocal.Core;
using AiChatLocal.Core.Chats;
using Wire = AiChatLocal.Protocol.Chat;

namespace AiChatLocal.Server.Features.Chat;

/// <summary>What a question is made of, checked: what is attached, then what was typed.</summary>
internal static class QuestionParts
{
    public static IReadOnlyList<Part> From(string text, IReadOnlyList<Wire.MessagePart>? attachments, TimeProvider time)
    {
        List<Part> parts = [.. (attachments ?? []).Select(part => FromWire(part, time))];
        if (text.Length > 0)
        {
            parts.Add(new TextPart(text));
        }

        return parts.Count > 0 ? parts : throw Invalid($"The question is empty.", $"It has neither text nor attachments.", $"Type a question.");
    }

    /// <param name="what">Names it in an error, e.g. its file.</param>
    public static ImagePart Image(ReadOnlyMemory<byte> data, string? fileName, LocalizedString what, TimeProvider time)
    {
        if (data.Length > ImageTypes.MostBytes)
        {
            throw Invalid(
                $"{what} is too large to be sent.", $"It has {data.Length / 1024 / 1024} MiB; {ImageTypes.MostBytes / 1024 / 1024} MiB are the most.", $"Make it smaller.");
        }

        var mediaType = ImageTypes.Detect(data.Span)
            ?? throw Invalid($"{what} is no picture that a model could be shown.", $"It is none of PNG, JPEG, GIF and WebP.", $"Convert it to one of these.");
        return new(EntityId.New(time), mediaType, data.Length, fileName, data);
    }

    private static Part FromWire(Wire.MessagePart part, TimeProvider time) => part switch
    {
        Wire.TextPart text => new TextPart(text.Text),
        Wire.SelectionPart selection when selection.StartLine >= 1 && selection.EndLine >= selection.StartLine => new SelectionPart(
            selection.FileName, selection.LanguageId, selection.StartLine, selection.EndLine, selection.Text, selection.Whole ?? false),
        Wire.SelectionPart => throw Invalid(
            $"The attached lines are not a range.", $"startLine counts from 1 and endLine is not before it.", $"Correct the line numbers."),
        Wire.ImagePart { Data: null, AttachmentId: { } stored } image => new ImagePart(Edge.ParseId(stored, $"attachment"), image.MediaType, image.SizeBytes ?? 0, image.FileName),
        Wire.ImagePart image => Image(Decode(image.Data), image.FileName, VerbatimOrNull(image.FileName) ?? T($"The picture"), time),
        _ => throw Invalid($"A part of this kind cannot be attached.", $"Only text, selections and pictures can.", $"Leave it out."),
    };

    private static byte[] Decode(string? base64)
    {
        var data = new byte[((base64?.Length ?? 0) * 3 / 4) + 3];
        return base64 is { Length: > 0 } && Convert.TryFromBase64String(base64, data, out var length)
            ? data[..length]
            : throw Invalid($"A picture cannot be read.", $"Its data is absent or is not base64.", $"Send the bytes of the file as base64 in data.");
    }

    private static RequestException Invalid(LocalizedString what, LocalizedString why, LocalizedString fix) => new(new(ProblemKind.Invalid, what, why, fix));
}
