using System.Text.Json;
using System.Text.Json.Serialization;
using AiChatLocal.Core.Chats;
using AiChatLocal.Protocol;

namespace AiChatLocal.Server.Features.Transfer.Export;

/// <summary>How the records of a <see cref="ChatFile"/> are written and read. Members that are not known are skipped.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [
        typeof(CamelCaseEnumConverter<MessageRole>), typeof(CamelCaseEnumConverter<MessageStatus>),
        typeof(CamelCaseEnumConverter<TitleSource>), typeof(CamelCaseEnumConverter<Rating>),
    ])]
[JsonSerializable(typeof(FileChat))]
[JsonSerializable(typeof(FileMessage))]
internal sealed partial class ChatFileJson : JsonSerializerContext;
