import type { DiscoveredProvider, OverflowChoice, Rating } from "../../../../shared-protocol/generated/protocol.js";
import { accepted, fields, flag, oneOf, optional, own, refuse, strings, type Fields } from "../../infrastructure/readers.js";
import { generationOptions } from "../../infrastructure/generation-options.js";
import type { ContextItem } from "./context-items.js";
import { attachments, draft, draftOf } from "./draft-guard.js";
import { count, given, givenFlag, list, longestName, mostItems, optionalString, string, text } from "./guard-fields.js";
import type { CodeBlock, CodeUse, ListFilter, OwnSettings, SearchFilter, ToHost } from "./messages.js";

type Reader<M> = (fields: Fields) => M;

const codeUses: readonly CodeUse[] = ["replaceSelection", "applyToFile", "runInTerminal"];

function codeBlock(value: unknown): CodeBlock {
  const from = fields(value, "code");
  const fileName = optionalString(from, "fileName");
  return { text: text(from, "text"), languageId: string(from, "languageId"), ...(fileName === undefined ? {} : { fileName }) };
}

function discovered(value: unknown): DiscoveredProvider {
  const from = fields(value, "provider");
  const version = optionalString(from, "version");
  const providerId = optionalString(from, "providerId");
  return {
    kind: string(from, "kind"),
    displayName: string(from, "displayName"),
    baseUrl: string(from, "baseUrl"),
    suggestedName: string(from, "suggestedName"),
    models: strings(from, "models", mostItems, longestName),
    ...(version === undefined ? {} : { version }),
    ...(providerId === undefined ? {} : { providerId }),
  };
}

/** Exhaustive by its type: a message that joins the union does not compile until it is read here. */
const readers: { readonly [T in ToHost["type"]]: Reader<Extract<ToHost, { type: T }>> } = {
  ready: () => ({ type: "ready" }),
  used: () => ({ type: "used" }),
  listChats: (from) => ({ type: "listChats", ...filterOf(from, listFilter), ...before(from) }),
  searchChats: (from) => ({ type: "searchChats", query: string(from, "query"), ...filterOf(from, searchFilter) }),
  openChat: (from) => ({
    type: "openChat",
    chatId: optionalString(from, "chatId"),
    ...before(from),
    ...(from["all"] === true ? { all: true } : {}),
  }),
  renameChat: (from) => ({ type: "renameChat", chatId: string(from, "chatId"), title: string(from, "title") }),
  deleteChat: (from) => ({ type: "deleteChat", chatId: string(from, "chatId") }),
  deleteMessage: (from) => ({ type: "deleteMessage", ...messageOf(from) }),
  pinChat: (from) => ({ type: "pinChat", chatId: string(from, "chatId"), pinned: flag(from, "pinned") }),
  archiveChat: (from) => ({ type: "archiveChat", chatId: string(from, "chatId"), archived: flag(from, "archived") }),
  chooseFolder: (from) => ({ type: "chooseFolder", chatId: string(from, "chatId") }),
  chooseTags: (from) => ({ type: "chooseTags", chatId: string(from, "chatId") }),
  continue: (from) => ({ type: "continue", ...messageOf(from), replyId: string(from, "replyId") }),
  selectBranch: (from) => ({ type: "selectBranch", ...messageOf(from) }),
  loadSiblings: (from) => ({ type: "loadSiblings", ...messageOf(from) }),
  fork: (from) => ({ type: "fork", ...messageOf(from) }),
  rate: (from) => ({ type: "rate", ...messageOf(from), rating: rating(from) }),
  undoDelete: (from) => ({ type: "undoDelete", chatId: string(from, "chatId") }),
  send: (from) => ({
    type: "send",
    chatId: optionalString(from, "chatId"),
    replyId: string(from, "replyId"),
    text: text(from, "text"),
    model: optionalString(from, "model"),
    attachments: attachments(from),
    ...given(from, "editOf"),
    ...givenFlag(from, "temporary"),
    ...optional(from, "settings", settings),
    ...besides(from),
  }),
  findContext: (from) => ({ type: "findContext", query: string(from, "query") }),
  attachContext: (from) => ({ type: "attachContext", item: contextItem(from), ...draftOf(from) }),
  measureContext: (from) => ({ type: "measureContext", chatId: optionalString(from, "chatId"), model: optionalString(from, "model") }),
  keepDraft: (from) => ({
    type: "keepDraft",
    ...draftOf(from),
    ...draft(from),
  }),
  listPrompts: () => ({ type: "listPrompts" }),
  listPresets: () => ({ type: "listPresets" }),
  saveSettings: (from) => ({
    type: "saveSettings",
    saveId: string(from, "saveId"),
    chatId: string(from, "chatId"),
    settings: settings(from, "settings"),
  }),
  pickPictures: () => ({ type: "pickPictures" }),
  loadPicture: (from) => ({ type: "loadPicture", chatId: string(from, "chatId"), attachmentId: string(from, "attachmentId") }),
  regenerate: (from) => ({
    type: "regenerate",
    chatId: string(from, "chatId"),
    messageId: string(from, "messageId"),
    replyId: string(from, "replyId"),
    model: optionalString(from, "model"),
    overflow: overflow(from),
    contextLength: from["contextLength"] === undefined ? undefined : count(from, "contextLength"),
    ...(own(from, "beside") === undefined ? {} : { beside: from["beside"] === true ? true : refuse("beside") }),
  }),
  endSeen: (from) => ({ type: "endSeen", replyId: string(from, "replyId") }),
  stop: (from) => ({ type: "stop", replyId: string(from, "replyId") }),
  setModel: (from) => ({ type: "setModel", model: string(from, "model"), ...given(from, "chatId") }),
  refreshModels: () => ({ type: "refreshModels" }),
  manageProviders: () => ({ type: "manageProviders" }),
  addProvider: (from) => ({ type: "addProvider", provider: discovered(from["provider"]) }),
  pull: (from) => ({ type: "pull", model: string(from, "model"), pullId: string(from, "pullId") }),
  cancelPull: (from) => ({ type: "cancelPull", pullId: string(from, "pullId") }),
  copy: (from) => ({ type: "copy", text: text(from, "text") }),
  insertAtCursor: (from) => ({ type: "insertAtCursor", text: text(from, "text") }),
  useCode: (from) => ({ type: "useCode", use: oneOf(from, "use", codeUses), code: codeBlock(own(from, "code")) }),
  newFile: (from) => ({ type: "newFile", text: text(from, "text"), languageId: string(from, "languageId") }),
  openLink: (from) => ({ type: "openLink", href: string(from, "href") }),
  exportChat: (from) => ({ type: "exportChat", chatId: string(from, "chatId"), ...given(from, "messageId") }),
  printChat: (from) => ({ type: "printChat", chatId: string(from, "chatId") }),
  listKeys: () => ({ type: "listKeys" }),
  changeKeys: () => ({ type: "changeKeys" }),
  showLog: () => ({ type: "showLog" }),
  restartSidecar: () => ({ type: "restartSidecar" }),
};

function besides(from: Fields): { beside?: { replyId: string; model: string }[] } {
  if (own(from, "beside") === undefined) return {};
  const one = (value: unknown) => {
    const model = fields(value, "beside");
    return { replyId: string(model, "replyId"), model: string(model, "model") };
  };
  return { beside: list(from, "beside", one) };
}

function overflow(from: Fields): OverflowChoice | undefined {
  const value = optionalString(from, "overflow");
  const choices: readonly OverflowChoice[] = ["refuse", "dropOldest", "summarise", "send"];
  return value === undefined ? undefined : (choices.find((choice) => choice === value) ?? refuse("overflow"));
}

function settings(message: Fields, key: string): OwnSettings {
  const from = fields(own(message, key), key);
  return {
    ...optional(from, "systemPrompt", text),
    ...given(from, "preset"),
    ...optional(from, "options", (owner, name) => generationOptions(fields(own(owner, name), name))),
  };
}

const messageOf = (from: Fields): { chatId: string; messageId: string } => ({
  chatId: string(from, "chatId"),
  messageId: string(from, "messageId"),
});

function rating(from: Fields): Rating | undefined {
  const value = optionalString(from, "rating");
  return value === undefined || value === "up" || value === "down" ? value : refuse("rating");
}

function contextItem(from: Fields): ContextItem {
  const item = fields(from["item"], "item");
  const kinds = ["file", "folder", "selection", "problems", "terminal", "git", "symbol"] as const;
  return { kind: oneOf(item, "kind", kinds), id: string(item, "id"), label: string(item, "label"), ...given(item, "description") };
}

function filterOf<F>(from: Fields, read: (filter: Fields) => F): { filter?: F } {
  return from["filter"] === undefined ? {} : { filter: read(fields(from["filter"], "filter")) };
}

const listFilter = (filter: Fields): ListFilter => ({
  ...givenFlag(filter, "archived"),
  ...given(filter, "folder"),
  ...given(filter, "tag"),
});

const searchFilter = (filter: Fields): ListFilter & SearchFilter => ({
  ...listFilter(filter),
  ...given(filter, "model"),
  ...given(filter, "since"),
  ...given(filter, "until"),
  ...givenFlag(filter, "hasCode"),
});

function before(from: Fields): { before?: string } {
  const value = optionalString(from, "before");
  return value === undefined ? {} : { before: value };
}

function isKnown(type: unknown): type is ToHost["type"] {
  return typeof type === "string" && Object.hasOwn(readers, type);
}

/**
 * Accepts a message of the webview, or returns undefined. What is accepted is built anew from the known fields, so that nothing else
 * travels on.
 */
export function readToHost(value: unknown): ToHost | undefined {
  return accepted(() => {
    const from = fields(value, "message");
    const type = own(from, "type");
    return isKnown(type) ? readers[type](from) : undefined;
  });
}
