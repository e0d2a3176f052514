using System.Text.Json.Serialization;
using AiChatLocal.Core;
using AiChatLocal.Core.Chats;

namespace AiChatLocal.Storage;

/// <summary>What a selection has beyond its text.</summary>
internal sealed record SelectionDetails(string FileName, string LanguageId, int StartLine, int EndLine, bool? IsWhole = null);

/// <summary>What a picture has beyond its file's name.</summary>
internal sealed record ImageDetails(long AttachmentId, string MediaType, long SizeBytes);

/// <summary>The small values that are stored as JSON in a column. Members may be added; those that are missing have their defaults.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReplyUsage))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(SelectionDetails))]
[JsonSerializable(typeof(ImageDetails))]
[JsonSerializable(typeof(ChatSettings))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class StoredJson : JsonSerializerContext;
