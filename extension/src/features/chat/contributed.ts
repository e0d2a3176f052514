/** The names of package.json for where a chat is shown. */
export const chatViewId = "aiChatLocal.chat";
export const chatTabType = "aiChatLocal.chatTab";
