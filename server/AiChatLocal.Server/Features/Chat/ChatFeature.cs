using AiChatLocal.Protocol;
using AiChatLocal.Protocol.Chat;
using AiChatLocal.Rpc;
using AiChatLocal.Server.Hosting;

namespace AiChatLocal.Server.Features.Chat;

internal static class ChatFeature
{
    public static RpcMethods AddChat(this RpcMethods methods, Func<Sidecar> sidecar) => methods
        .Answer<ChatCreateParams, ChatCreateResult>(() => new ChatCreateHandler(sidecar().Chats, sidecar().Time).HandleAsync)
        .Answer<ChatListParams, ChatListResult>(() => new ChatListHandler(sidecar().Chats).HandleAsync)
        .Answer<ChatGetParams, ChatGetResult>(() => new ChatGetHandler(sidecar().Chats).HandleAsync)
        .Answer<ChatAttachmentParams, ChatAttachmentResult>(() => new ChatAttachmentHandler(sidecar().Chats).HandleAsync)
        .Stream<ChatSendParams, ChatReplyResult>(() => new ChatSendHandler(sidecar().Turns, sidecar().Time).HandleAsync)
        .Stream<ChatRegenerateParams, ChatReplyResult>(() => new ChatRegenerateHandler(sidecar().Turns).HandleAsync)
        .Answer<ChatRenameParams, EmptyResult>(() => new ChatRenameHandler(sidecar().Chats).HandleAsync)
        .Answer<ChatDeleteParams, EmptyResult>(() => new ChatDeleteHandler(sidecar().Chats).HandleAsync)
        .Answer<ChatSearchParams, ChatSearchResult>(() => new ChatSearchHandler(sidecar().Chats).HandleAsync);
}
