import type {
  ProviderApi,
  ProviderInfo,
  ProviderKindInfo,
  ProviderPresetInfo,
  ProviderRoute,
  ProviderRouteInfo,
  ProvidersAddParams,
  ProvidersUpdateParams,
} from "../../../shared-protocol/generated/protocol.js";
import { textgenDraft, textgenTo, type TextgenDraft } from "./textgen-draft.js";
import { t } from "../shared/l10n.js";

export type KeyFrom = "stored" | "none" | "key" | "variable";

export interface DraftHeader {
  name: string;
  value: string;
  /** The value is the name of an environment variable. */
  isVariable: boolean;
  /** It is one that is set already: without a value it keeps its own. */
  stored: boolean;
}

/** What stands in the form, as it was typed. */
export interface Draft {
  /** Of the provider that is changed; absent: a new one. */
  providerId?: string;
  kind: string;
  preset: string;
  name: string;
  baseUrl: string;
  keyFrom: KeyFrom;
  key: string;
  variable: string;
  /** For managing models; empty: as it is. */
  adminKey: string;
  removeAdminKey: boolean;
  api: "" | ProviderApi;
  headers: DraftHeader[];
  query: { name: string; value: string }[];
  extraBody: string;
  modelsPath: string;
  chatPath: string;
  clientCertificate: string;
  clientKey: string;
  passphrase: string;
  /** One is stored, or comes from a variable, already. */
  hasPassphrase: boolean;
  passphraseVariable: string;
  /** Seconds as they were typed; empty: as for all providers. */
  silenceLimit: string;
  proxy: string;
  proxyUser: string;
  /** Of the proxy's user; empty: as it is. */
  proxyPassword: string;
  hasProxyPassword: boolean;
  proxyPasswordVariable: string;
  textgen: TextgenDraft;
}

const presetOf = (kind: ProviderKindInfo | undefined, id: string): ProviderPresetInfo | undefined =>
  kind?.presets.find((preset) => preset.id === id);

/** The kinds whose vendor is a choice of its own. */
export const asksVendor = (kind: ProviderKindInfo): boolean => kind.presets.length > 1;

/** A vendor manages its models itself. */
export const takesAdminKey = (draft: Draft, kind: ProviderKindInfo): boolean => kind.takesAdminKey && draft.preset === "";

function freeName(wanted: string, taken: readonly string[]): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    if (!taken.includes(name)) return name;
  }
}

const usualUrl = (kind: ProviderKindInfo, preset: string): string => presetOf(kind, preset)?.baseUrl ?? kind.defaultBaseUrl ?? "";

/** The form for a kind and a vendor, with what is usual filled in. */
export function newDraft(kind: ProviderKindInfo, preset: string, taken: readonly string[]): Draft {
  const vendor = presetOf(kind, preset) ?? (asksVendor(kind) ? undefined : kind.presets[0]);
  return {
    kind: kind.kind,
    preset,
    name: freeName(preset === "" ? (asksVendor(kind) ? "server" : kind.kind) : preset, taken),
    baseUrl: usualUrl(kind, preset),
    keyFrom: vendor?.keyVariable !== undefined || (kind.takesApiKey && isElsewhere(usualUrl(kind, preset))) ? "key" : "none",
    key: "",
    variable: vendor?.keyVariable ?? "",
    ...{ adminKey: "", removeAdminKey: false, api: "", headers: [], query: [], extraBody: "", modelsPath: "", chatPath: "" },
    ...routeOf(undefined),
    textgen: textgenDraft(undefined),
  };
}

/** Another kind or vendor: what the user typed stays, what was only usual gives way to what is usual there. */
export function changeKind(draft: Draft, from: ProviderKindInfo, to: ProviderKindInfo, preset: string, taken: readonly string[]): Draft {
  const usual = newDraft(from, draft.preset, taken);
  const next = newDraft(to, preset, taken);
  const keep = <K extends "name" | "baseUrl" | "keyFrom" | "variable">(key: K): Draft[K] =>
    draft[key] === usual[key] ? next[key] : draft[key];
  return {
    ...draft,
    kind: to.kind,
    preset,
    name: keep("name"),
    baseUrl: keep("baseUrl"),
    keyFrom: keep("keyFrom"),
    variable: keep("variable"),
  };
}

export function draftOf(provider: ProviderInfo): Draft {
  return {
    providerId: provider.providerId,
    kind: provider.kind,
    preset: provider.preset ?? "",
    name: provider.name,
    baseUrl: provider.baseUrl ?? "",
    keyFrom: provider.hasApiKey ? "stored" : "none",
    key: "",
    variable: provider.apiKeyVariable ?? "",
    adminKey: "",
    removeAdminKey: false,
    api: provider.api ?? "",
    headers: (provider.headerNames ?? []).map((name) => ({ name, value: "", isVariable: false, stored: true })),
    query: (provider.query ?? []).map(({ name, value }) => ({ name, value })),
    extraBody: provider.extraBody === undefined ? "" : JSON.stringify(provider.extraBody, undefined, 2),
    modelsPath: provider.modelsPath ?? "",
    chatPath: provider.chatPath ?? "",
    ...routeOf(provider.route),
    textgen: textgenDraft(provider.textgen),
  };
}

const routeOf = (route: ProviderRouteInfo | undefined) => ({
  clientCertificate: route?.clientCertificate ?? "",
  clientKey: route?.clientKey ?? "",
  passphrase: "",
  hasPassphrase: route?.hasPassphrase ?? false,
  passphraseVariable: route?.passphraseVariable ?? "",
  silenceLimit: route?.silenceLimitSeconds === undefined ? "" : String(route.silenceLimitSeconds),
  proxy: route?.proxy ?? "",
  proxyUser: route?.proxyUser ?? "",
  proxyPassword: "",
  hasProxyPassword: route?.hasProxyPassword ?? false,
  proxyPasswordVariable: route?.proxyPasswordVariable ?? "",
});

/** Whether it is nothing, or a number of seconds that can be a limit. */
export const isSilence = (text: string, least: number): boolean =>
  text.trim() === "" || (/^\d{1,5}$/.test(text.trim()) && Number(text) >= least && Number(text) <= 86400);

/** A proxy of the provider's own may ask for a user. */
export const takesProxyUser = ({ proxy }: Draft): boolean => proxy.trim() !== "" && proxy.trim() !== "none";

/** A password that is not typed stays; one that comes from a variable is named again. */
const proxyUserTo = ({ proxyUser, proxyPassword, proxyPasswordVariable }: Draft): ProviderRoute => ({
  proxyUser: proxyUser.trim(),
  ...(proxyPassword !== "" ? { proxyPassword } : proxyPasswordVariable !== "" ? { proxyPasswordVariable } : {}),
});

/** Undefined: nothing of it is set. */
function routeTo(draft: Draft): ProviderRoute | undefined {
  const file = draft.clientCertificate.trim();
  const route: ProviderRoute = {
    ...(file === "" ? {} : { clientCertificate: file }),
    ...(file === "" || draft.clientKey.trim() === "" ? {} : { clientKey: draft.clientKey.trim() }),
    ...(file === "" || draft.passphrase === "" ? {} : { passphrase: draft.passphrase }),
    ...(file === "" || draft.passphrase !== "" || draft.passphraseVariable === "" ? {} : { passphraseVariable: draft.passphraseVariable }),
    ...(draft.silenceLimit.trim() === "" ? {} : { silenceLimitSeconds: Number(draft.silenceLimit) }),
    ...(draft.proxy.trim() === "" ? {} : { proxy: draft.proxy.trim() }),
    ...(takesProxyUser(draft) && draft.proxyUser.trim() !== "" ? proxyUserTo(draft) : {}),
  };
  return Object.keys(route).length === 0 ? undefined : route;
}

/** Whether the address is not one of this machine; a hint for the form, the sidecar judges. */
export function isElsewhere(baseUrl: string): boolean {
  const host = URL.parse(baseUrl)?.hostname;
  return host !== undefined && host !== "localhost" && host !== "[::1]" && !/^127\.\d+\.\d+\.\d+$/.test(host);
}

/** What can be said before the sidecar is asked. */
export function problems(draft: Draft): { baseUrl?: string; key?: string; extraBody?: string; silenceLimit?: string } {
  const blank = /\{[^}]*\}/.exec(draft.baseUrl)?.[0];
  return {
    ...(blank === undefined ? {} : { baseUrl: t("Put your own in place of {0}.", blank) }),
    ...(draft.keyFrom === "key" && draft.key.trim() === "" ? { key: t("Paste the key, or choose another way.") } : {}),
    ...(draft.keyFrom === "variable" && draft.variable.trim() === "" ? { key: t("Name the variable, or choose another way.") } : {}),
    ...(draft.extraBody.trim() === "" || isObject(draft.extraBody)
      ? {}
      : { extraBody: t('It is no JSON object. For example {"top_k": 20}.') }),
    ...(isSilence(draft.silenceLimit, 0) ? {} : { silenceLimit: t("A number of seconds, {0} to {1}, or nothing.", 0, 86400) }),
  };
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function settings(draft: Draft, kind: ProviderKindInfo): Omit<ProvidersAddParams, "kind"> {
  const text = <K extends string>(key: K, value: string): Partial<Record<K, string>> => {
    const only: Partial<Record<K, string>> = {};
    if (value.trim() !== "") only[key] = value.trim();
    return only;
  };
  const { keyFrom } = draft;
  const asked = kind.takesRequestSettings;
  const headers = draft.headers.filter(({ name, value }) => name.trim() !== "" || value !== "");
  const query = draft.query.filter(({ name, value }) => name !== "" || value !== "");
  const route = kind.takesBaseUrl ? routeTo(draft) : undefined;
  return {
    name: draft.name.trim(),
    ...(kind.takesBaseUrl ? text("baseUrl", draft.baseUrl) : {}),
    ...(kind.takesApiKey && keyFrom === "key" ? text("apiKey", draft.key) : {}),
    ...(kind.takesApiKey && keyFrom === "variable" ? text("apiKeyVariable", draft.variable) : {}),
    ...(takesAdminKey(draft, kind) ? text("adminKey", draft.adminKey) : {}),
    ...(asked ? { ...text("preset", draft.preset), ...text("modelsPath", draft.modelsPath), ...text("chatPath", draft.chatPath) } : {}),
    ...(asked && draft.api !== "" ? { api: draft.api } : {}),
    ...(asked && headers.length > 0 ? { headers: headers.map(toHeader) } : {}),
    ...(asked && query.length > 0 ? { query } : {}),
    ...(asked && draft.extraBody.trim() !== "" ? { extraBody: JSON.parse(draft.extraBody) as unknown } : {}),
    ...(route === undefined ? {} : { route }),
    ...(asked && draft.preset === "" ? textgenTo(draft.textgen) : {}),
  };
}

function toHeader({ name, value, isVariable, stored }: DraftHeader): { name: string; value?: string; variable?: string } {
  if (stored && value === "") return { name };
  return isVariable ? { name: name.trim(), variable: value.trim() } : { name: name.trim(), value };
}

export const toAdd = (draft: Draft, kind: ProviderKindInfo): ProvidersAddParams => ({ kind: kind.kind, ...settings(draft, kind) });

export const toUpdate = (draft: Draft, kind: ProviderKindInfo, before: ProviderInfo): ProvidersUpdateParams => ({
  providerId: before.providerId,
  ...settings(draft, kind),
  ...(draft.keyFrom === "none" && before.hasApiKey ? { removeApiKey: true } : {}),
  ...(before.hasAdminKey && draft.adminKey.trim() === "" && (draft.removeAdminKey || !takesAdminKey(draft, kind))
    ? { removeAdminKey: true }
    : {}),
});
