import type {
  ModelUse,
  ProviderApi,
  ProviderHeader,
  ProviderParameter,
  ProviderRoute,
  TextgenMode,
  TextgenSettings,
} from "../../../../shared-protocol/generated/protocol.js";
import {
  accepted,
  fields,
  flag,
  integer,
  list as listOf,
  oneOf,
  optional,
  own,
  refuse,
  string as stringOf,
  strings,
  type Fields,
} from "../../infrastructure/readers.js";
import type { PickedFile, ToHost } from "./messages.js";

/** A body of request settings may be long; everything else is a name, an address or a key. */
const longestText = 16 * 1024;
const longestBody = 256 * 1024;
const mostItems = 100;

const string = (from: Fields, key: string): string => stringOf(from, key, longestText);

const list = <T>(from: Fields, key: string, item: (from: Fields) => T): T[] =>
  listOf(from, key, mostItems, (each) => item(fields(each, key)));

const api = (from: Fields, key: string): ProviderApi => oneOf(from, key, ["chat", "responses"]);

/** Any JSON object. Written and read again, it is plain data. */
function body(from: Fields, key: string): unknown {
  const text = JSON.stringify(fields(own(from, key), key));
  return text.length <= longestBody ? (JSON.parse(text) as unknown) : refuse(key);
}

function header(from: Fields): ProviderHeader {
  return { name: string(from, "name"), ...optional(from, "value", string), ...optional(from, "variable", string) };
}

function parameter(from: Fields): ProviderParameter {
  return { name: string(from, "name"), value: string(from, "value") };
}

const textgenMode = (from: Fields, key: string): TextgenMode => oneOf(from, key, ["instruct", "chat", "chatInstruct"]);

const textgenTexts = [
  ...(["character", "instructionTemplate", "userName", "botName"] as const),
  ...(["context", "greeting", "chatInstructCommand", "samplerPreset"] as const),
];

function textgen(from: Fields, key: string): TextgenSettings {
  const given = fields(own(from, key), key);
  return Object.assign(
    optional(given, "mode", textgenMode),
    ...textgenTexts.map((name) => optional(given, name, string)),
  ) as TextgenSettings;
}

function settings(from: Fields) {
  return {
    name: string(from, "name"),
    ...optional(from, "baseUrl", string),
    ...optional(from, "apiKey", string),
    ...optional(from, "apiKeyVariable", string),
    ...optional(from, "adminKey", string),
    ...optional(from, "preset", string),
    ...optional(from, "api", api),
    ...optional(from, "headers", () => list(from, "headers", header)),
    ...optional(from, "query", () => list(from, "query", parameter)),
    ...optional(from, "extraBody", body),
    ...optional(from, "modelsPath", string),
    ...optional(from, "chatPath", string),
    ...optional(from, "textgen", textgen),
    ...optional(from, "route", route),
  };
}

function route(from: Fields, key: string): ProviderRoute {
  const way = fields(own(from, key), key);
  return {
    ...optional(way, "clientCertificate", string),
    ...optional(way, "clientKey", string),
    ...optional(way, "passphrase", string),
    ...optional(way, "passphraseVariable", string),
    ...optional(way, "silenceLimitSeconds", integer),
    ...optional(way, "proxy", string),
    ...optional(way, "proxyUser", string),
    ...optional(way, "proxyPassword", string),
    ...optional(way, "proxyPasswordVariable", string),
  };
}

const pickedFile = (from: Fields, key: string): PickedFile => oneOf(from, key, ["clientCertificate", "clientKey", "caFile"]);

const modelUse = (from: Fields, key: string): ModelUse => oneOf(from, key, ["chat", "edits", "embeddings"]);

/** Exhaustive by its type: a message that joins the union does not compile until it is read here. */
const readers: { readonly [T in ToHost["type"]]: (from: Fields) => Extract<ToHost, { type: T }> } = {
  read: () => ({ type: "read" }),
  focused: () => ({ type: "focused" }),
  add: (from) => {
    const provider = fields(own(from, "provider"), "provider");
    return { type: "add", saveId: string(from, "saveId"), provider: { kind: string(provider, "kind"), ...settings(provider) } };
  },
  update: (from) => {
    const provider = fields(own(from, "provider"), "provider");
    return {
      type: "update",
      saveId: string(from, "saveId"),
      provider: {
        providerId: string(provider, "providerId"),
        ...settings(provider),
        ...optional(provider, "removeApiKey", flag),
        ...optional(provider, "removeAdminKey", flag),
      },
    };
  },
  setEnabled: (from) => ({ type: "setEnabled", providerId: string(from, "providerId"), enabled: flag(from, "enabled") }),
  reorder: (from) => ({ type: "reorder", providerIds: strings(from, "providerIds", mostItems, longestText) }),
  remove: (from) => ({ type: "remove", providerId: string(from, "providerId") }),
  test: (from) => ({ type: "test", providerId: string(from, "providerId") }),
  testAndAsk: (from) => ({ type: "testAndAsk", providerId: string(from, "providerId") }),
  setDefault: (from) => ({ type: "setDefault", use: modelUse(from, "use"), ...optional(from, "model", string) }),
  load: (from) => ({ type: "load", model: string(from, "model") }),
  unload: (from) => ({ type: "unload", model: string(from, "model") }),
  stopMoving: (from) => ({ type: "stopMoving", model: string(from, "model") }),
  setNetwork: (from) => ({
    type: "setNetwork",
    caFile: string(from, "caFile"),
    silenceLimitSeconds: integer(from, "silenceLimitSeconds"),
  }),
  pickFile: (from) => ({ type: "pickFile", field: pickedFile(from, "field") }),
  showLog: () => ({ type: "showLog" }),
};

function isKnown(type: unknown): type is ToHost["type"] {
  return typeof type === "string" && Object.hasOwn(readers, type);
}

/** Accepts a message of the webview, built anew from the known fields, or returns undefined. */
export function readToHost(value: unknown): ToHost | undefined {
  return accepted(() => {
    const from = fields(value, "message");
    const type = own(from, "type");
    return isKnown(type) ? readers[type](from) : undefined;
  });
}
