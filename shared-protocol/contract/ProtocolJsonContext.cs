using System.Text.Json;
using System.Text.Json.Serialization;
using AiChatLocal.Protocol.Backup;
using AiChatLocal.Protocol.Chat;
using AiChatLocal.Protocol.Doctor;
using AiChatLocal.Protocol.Engine;
using AiChatLocal.Protocol.Lifecycle;
using AiChatLocal.Protocol.Models;
using AiChatLocal.Protocol.Network;
using AiChatLocal.Protocol.Presets;
using AiChatLocal.Protocol.Privacy;
using AiChatLocal.Protocol.Prompts;
using AiChatLocal.Protocol.Providers;
using AiChatLocal.Protocol.Transfer;

namespace AiChatLocal.Protocol;

/// <summary>How every record of the contract is written and read. A test fails when a method's record is missing here.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    NumberHandling = JsonNumberHandling.Strict,
    PropertyNameCaseInsensitive = false,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [
        typeof(CamelCaseEnumConverter<ExportFormat>), typeof(CamelCaseEnumConverter<ImportOutcome>),
        typeof(CamelCaseEnumConverter<ModelState>), typeof(CamelCaseEnumConverter<ModelUse>),
        typeof(CamelCaseEnumConverter<PullStatus>), typeof(CamelCaseEnumConverter<PullPhase>),
        typeof(CamelCaseEnumConverter<MessageRole>), typeof(CamelCaseEnumConverter<MessageStatus>),
        typeof(CamelCaseEnumConverter<StopReason>), typeof(CamelCaseEnumConverter<ReplyPhase>), typeof(CamelCaseEnumConverter<DoctorStatus>),
        typeof(CamelCaseEnumConverter<LedgerPurpose>), typeof(CamelCaseEnumConverter<LedgerOutcome>),
        typeof(CamelCaseEnumConverter<ProviderApi>), typeof(CamelCaseEnumConverter<TextgenMode>),
        typeof(CamelCaseEnumConverter<ThinkingLevel>), typeof(CamelCaseEnumConverter<OverflowChoice>), typeof(CamelCaseEnumConverter<Rating>),
    ])]
[JsonSerializable(typeof(EmptyResult))]
[JsonSerializable(typeof(ErrorData))]
[JsonSerializable(typeof(InitializeParams))]
[JsonSerializable(typeof(InitializeResult))]
[JsonSerializable(typeof(ShutdownParams))]
[JsonSerializable(typeof(ExitParams))]
[JsonSerializable(typeof(CancelRequestParams))]
[JsonSerializable(typeof(ProvidersAddParams))]
[JsonSerializable(typeof(ProvidersAddResult))]
[JsonSerializable(typeof(ProvidersListParams))]
[JsonSerializable(typeof(ProvidersListResult))]
[JsonSerializable(typeof(ProvidersRemoveParams))]
[JsonSerializable(typeof(ProvidersReorderParams))]
[JsonSerializable(typeof(ProvidersSetEnabledParams))]
[JsonSerializable(typeof(ProvidersUpdateParams))]
[JsonSerializable(typeof(ProvidersTestParams))]
[JsonSerializable(typeof(ProvidersTestResult))]
[JsonSerializable(typeof(ProvidersDiscoverParams))]
[JsonSerializable(typeof(ProvidersDiscoverResult))]
[JsonSerializable(typeof(ProvidersMetricsParams))]
[JsonSerializable(typeof(ProvidersMetricsResult))]
[JsonSerializable(typeof(ModelsListParams))]
[JsonSerializable(typeof(ModelsListResult))]
[JsonSerializable(typeof(ModelsSetDefaultParams))]
[JsonSerializable(typeof(ModelsEmbedParams))]
[JsonSerializable(typeof(ModelsEmbedResult))]
[JsonSerializable(typeof(ModelsCountTokensParams))]
[JsonSerializable(typeof(ModelsCountTokensResult))]
[JsonSerializable(typeof(ModelsLoadParams))]
[JsonSerializable(typeof(ModelsLoadResult))]
[JsonSerializable(typeof(ModelsUnloadParams))]
[JsonSerializable(typeof(ModelsPullParams))]
[JsonSerializable(typeof(ModelsPullResult))]
[JsonSerializable(typeof(ModelsPullProgress))]
[JsonSerializable(typeof(PresetsListParams))]
[JsonSerializable(typeof(PresetsListResult))]
[JsonSerializable(typeof(PresetsRemoveParams))]
[JsonSerializable(typeof(PresetsSaveParams))]
[JsonSerializable(typeof(PromptsListParams))]
[JsonSerializable(typeof(PromptsListResult))]
[JsonSerializable(typeof(PromptsRemoveParams))]
[JsonSerializable(typeof(PromptsSaveParams))]
[JsonSerializable(typeof(ChatAttachmentParams))]
[JsonSerializable(typeof(ChatAttachmentResult))]
[JsonSerializable(typeof(ChatCreateParams))]
[JsonSerializable(typeof(ChatCreateResult))]
[JsonSerializable(typeof(ChatListParams))]
[JsonSerializable(typeof(ChatListResult))]
[JsonSerializable(typeof(ChatGetParams))]
[JsonSerializable(typeof(ChatGetResult))]
[JsonSerializable(typeof(ChatSiblingsParams))]
[JsonSerializable(typeof(ChatSiblingsResult))]
[JsonSerializable(typeof(ChatSendParams))]
[JsonSerializable(typeof(ChatRegenerateParams))]
[JsonSerializable(typeof(ChatReplyResult))]
[JsonSerializable(typeof(ChatDelta))]
[JsonSerializable(typeof(ChatProgress))]
[JsonSerializable(typeof(ChatRenameParams))]
[JsonSerializable(typeof(ChatDeleteParams))]
[JsonSerializable(typeof(ChatSearchParams))]
[JsonSerializable(typeof(ChatSearchResult))]
[JsonSerializable(typeof(ChatContinueParams))]
[JsonSerializable(typeof(ChatSelectBranchParams))]
[JsonSerializable(typeof(ChatForkParams))]
[JsonSerializable(typeof(ChatForkResult))]
[JsonSerializable(typeof(ChatDeleteMessageParams))]
[JsonSerializable(typeof(ChatRateParams))]
[JsonSerializable(typeof(ChatUpdateParams))]
[JsonSerializable(typeof(ChatContextUseParams))]
[JsonSerializable(typeof(ChatContextUseResult))]
[JsonSerializable(typeof(ChatSuggestTitleParams))]
[JsonSerializable(typeof(ChatSuggestTitleResult))]
[JsonSerializable(typeof(ChatLabelsParams))]
[JsonSerializable(typeof(ChatLabelsResult))]
[JsonSerializable(typeof(ChatChanged))]
[JsonSerializable(typeof(ChatExportParams))]
[JsonSerializable(typeof(ChatExportResult))]
[JsonSerializable(typeof(ChatImportParams))]
[JsonSerializable(typeof(ChatImportResult))]
[JsonSerializable(typeof(TransferProgress))]
[JsonSerializable(typeof(BackupCreateParams))]
[JsonSerializable(typeof(BackupInfo))]
[JsonSerializable(typeof(BackupListParams))]
[JsonSerializable(typeof(BackupListResult))]
[JsonSerializable(typeof(BackupSetScheduleParams))]
[JsonSerializable(typeof(BackupRestoreParams))]
[JsonSerializable(typeof(BackupRestoreResult))]
[JsonSerializable(typeof(BackupEnded))]
[JsonSerializable(typeof(NetworkGetParams))]
[JsonSerializable(typeof(NetworkSetParams))]
[JsonSerializable(typeof(NetworkStatus))]
[JsonSerializable(typeof(PrivacyGetParams))]
[JsonSerializable(typeof(PrivacyStatus))]
[JsonSerializable(typeof(PrivacySetParams))]
[JsonSerializable(typeof(PrivacyChanged))]
[JsonSerializable(typeof(PrivacyLedgerParams))]
[JsonSerializable(typeof(PrivacyLedgerResult))]
[JsonSerializable(typeof(DoctorRunParams))]
[JsonSerializable(typeof(DoctorRunResult))]
[JsonSerializable(typeof(EngineInitializeParams))]
[JsonSerializable(typeof(EngineInitializeResult))]
[JsonSerializable(typeof(EngineGenerateParams))]
[JsonSerializable(typeof(EngineGenerateResult))]
[JsonSerializable(typeof(EngineDelta))]
[JsonSerializable(typeof(EngineProgress))]
[JsonSerializable(typeof(EngineStatusParams))]
[JsonSerializable(typeof(EngineStatusResult))]
[JsonSerializable(typeof(EngineUnloadParams))]
[JsonSerializable(typeof(EngineInspectParams))]
[JsonSerializable(typeof(EngineEmbedParams))]
[JsonSerializable(typeof(EngineEmbedResult))]
[JsonSerializable(typeof(EngineInspectResult))]
public sealed partial class ProtocolJsonContext : JsonSerializerContext;

/// <summary>Writes an enum as its member's name in camelCase.</summary>
public sealed class CamelCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
