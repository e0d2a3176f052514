using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Chat;
using AiChatLocal.Rpc;
using AiChatLocal.Server.Hosting;

namespace AiChatLocal.Server.Features.Chat;

internal static class ChatFeature
{
    public static RpcMethods AddChat(this RpcMethods methods, Func<Sidecar> sidecar) => methods
        .Answer<ChatCreateParams, ChatCreateResult>(
            () => new ChatCreateHandler(sidecar().Chats, sidecar().Presets, sidecar().DefaultModels, sidecar().Time).HandleAsync)
        .Answer<ChatListParams, ChatListResult>(() => new ChatListHandler(sidecar().Chats).HandleAsync)
        .Answer<ChatGetParams, ChatGetResult>(() => new ChatGetHandler(sidecar().Chats).HandleAsync)
        .Answer<ChatSiblingsParams, ChatSiblingsResult>(() => new ChatSiblingsHandler(sidecar().Chats).HandleAsync)
        .Answer<ChatAttachmentParams, ChatAttachmentResult>(() => new ChatAttachmentHandler(sidecar().Chats).HandleAsync)
        .Stream<ChatSendParams, ChatReplyResult>(() => new ChatSendHandler(sidecar().Turns, sidecar().Time).HandleAsync)
        .Stream<ChatRegenerateParams, ChatReplyResult>(() => new ChatRegenerateHandler(sidecar().Turns).HandleAsync)
        .Stream<ChatContinueParams, ChatReplyResult>(() => new ChatContinueHandler(sidecar().Turns).HandleAsync)
        .Answer<ChatSelectBranchParams, EmptyResult>(() => new ChatSelectBranchHandler(sidecar().Turns).HandleAsync)
        .Answer<ChatForkParams, ChatForkResult>(() => new ChatForkHandler(sidecar().Chats, sidecar().Tree, sidecar().Time).HandleAsync)
        .Answer<ChatDeleteMessageParams, EmptyResult>(() => new ChatDeleteMessageHandler(sidecar().Turns).HandleAsync)
        .Answer<ChatRateParams, EmptyResult>(() => new ChatRateHandler(sidecar().Tree).HandleAsync)
        .Answer<ChatUpdateParams, EmptyResult>(() => new ChatUpdateHandler(sidecar().Chats, sidecar().Presets).HandleAsync)
        .Answer<ChatContextUseParams, ChatContextUseResult>(
            () => new ChatContextUseHandler(new(sidecar().Chats, sidecar().Models, sidecar().Presets)).HandleAsync)
        .Answer<ChatSuggestTitleParams, ChatSuggestTitleResult>(
            () => new ChatSuggestTitleHandler(new(sidecar().Chats, sidecar().Models), sidecar().Chats).HandleAsync)
        .Answer<ChatLabelsParams, ChatLabelsResult>(() => new ChatLabelsHandler(sidecar().Chats).HandleAsync)
        .Answer<ChatRenameParams, EmptyResult>(() => new ChatRenameHandler(sidecar().Chats).HandleAsync)
        .Answer<ChatDeleteParams, EmptyResult>(() => new ChatDeleteHandler(sidecar().Chats).HandleAsync)
        .Answer<ChatSearchParams, ChatSearchResult>(() => new ChatSearchHandler(sidecar().Chats).HandleAsync);
}
