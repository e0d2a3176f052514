import type { StoreApi } from "zustand/vanilla";
import type { OwnSettings, ToView, ViewError } from "../../../src/features/chat/messages.js";
import { t } from "../../shared/l10n.js";
import type { Host } from "../host.js";
import { toSettings, type SettingsDraft } from "../settings/draft.js";
import { isTemporary, type ViewState } from "./view-state.js";

type MessageOf<T extends ToView["type"]> = Extract<ToView, { type: T }>;

/** Settings of a chat that were changed and not saved yet. They stay while something else is looked at. */
export interface SettingsForm {
  /** Undefined: of the chat that does not exist yet. */
  chatId: string | undefined;
  draft: SettingsDraft;
  /** Nothing of it is written down. */
  temporary?: boolean | undefined;
  /** Set while it is being saved. */
  saveId?: string | undefined;
  refused?: ViewError | undefined;
}

/** Shows, changes and keeps how the open chat asks its questions. */
export class ChatSettings {
  constructor(
    private readonly store: StoreApi<ViewState>,
    private readonly host: Host,
  ) {}

  /** What an earlier document of the view left. */
  restore(): void {
    const { form, settings } = this.host.load();
    this.#set({ form, open: { ...this.#state.open, settings } });
  }

  show(): void {
    this.#set({ page: "settings" });
    this.host.post({ type: "listPresets" });
    this.host.post({ type: "listPrompts" });
  }

  change(draft: SettingsDraft): void {
    this.#keep({ chatId: this.#state.open.chatId, draft });
  }

  /** Forgets what was changed. */
  cancel(): void {
    this.#keep(undefined);
    this.#set({ page: "chat", focus: { target: "input" } });
  }

  /** A chat that does not exist yet takes them with its first question. */
  save(draft: SettingsDraft): void {
    const { open } = this.#state;
    const settings = toSettings(draft);
    if (open.chatId !== undefined) {
      const saveId = crypto.randomUUID();
      this.#keep({ chatId: open.chatId, draft, saveId });
      this.host.post({ type: "saveSettings", saveId, chatId: open.chatId, settings });
      return;
    }
    this.#set({ open: { ...open, settings }, announcement: saved });
    if (!isTemporary(this.#state)) this.host.save({ settings });
    this.cancel();
  }

  /** To be called when what is kept in the view's own state may be about another chat. */
  keepSaved(): void {
    const { open, form } = this.#state;
    const isNew = open.chatId === undefined && !isTemporary(this.#state);
    this.host.save({ form: form?.temporary ? undefined : form, settings: isNew ? open.settings : undefined });
  }

  /** Nothing of a temporary chat is written down. */
  #keep(form: SettingsForm | undefined): void {
    const temporary = isTemporary(this.#state);
    this.#set({ form: form && temporary ? { ...form, temporary } : form });
    if (form === undefined || !temporary) this.host.save({ form });
  }

  get #state(): ViewState {
    return this.store.getState();
  }

  #set(change: Partial<ViewState>): void {
    this.store.setState(change);
  }
}

const saved = t("The settings of the chat are kept. They hold from the next question on.");

/** The form is done; what is looked at meanwhile stays. */
export function settingsSaved(state: ViewState, { saveId, chat }: MessageOf<"settingsSaved">): ViewState {
  const open = state.open.chatId === chat.chatId ? { ...state.open, summary: chat } : state.open;
  if (state.form?.saveId !== saveId) return { ...state, open };
  const isShown = state.page === "settings" && state.open.chatId === chat.chatId;
  return {
    ...state,
    open,
    form: undefined,
    announcement: saved,
    ...(isShown ? { page: "chat", focus: { target: "input" } } : {}),
  };
}

export function settingsRefused(state: ViewState, { saveId, error }: MessageOf<"settingsRefused">): ViewState {
  if (state.form?.saveId !== saveId) return state;
  return { ...state, form: { ...state.form, saveId: undefined, refused: error } };
}

/** Whether anything is set. */
export const hasSettings = ({ systemPrompt, preset, options }: OwnSettings = {}): boolean =>
  (systemPrompt ?? "") !== "" || preset !== undefined || Object.keys(options ?? {}).length > 0;
