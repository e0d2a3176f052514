import { useEffect, useState, type KeyboardEvent, type RefObject } from "react";
import type { Prompt } from "../../../../shared-protocol/generated/protocol.js";
import type { ContextItem } from "../../../src/features/chat/messages.js";
import { useActions, useView } from "../state/context.js";
import type { Suggestion } from "./suggestions.js";
import { promptText, triggerAt, type Trigger } from "./trigger.js";

const icons: Record<ContextItem["kind"], string> = {
  ...{ file: "file", folder: "folder", selection: "selection", problems: "warning" },
  ...{ terminal: "terminal", git: "git-compare", symbol: "symbol-method" },
};

const ofItem = (item: ContextItem): Suggestion => ({
  key: `${item.kind}:${item.id}`,
  icon: icons[item.kind],
  label: item.label,
  description: item.description,
});

const ofPrompt = ({ name, title }: Prompt): Suggestion => ({
  key: `prompt:${name}`,
  icon: "note",
  label: `/${name}`,
  description: title === name ? undefined : title,
});

export interface Completion {
  trigger: Trigger | undefined;
  suggestions: readonly Suggestion[];
  active: number;
  setActive: (index: number) => void;
  choose: (index: number) => void;
  /** To be called when the text or the caret changed. */
  update: () => void;
  /** @returns true when the key was for the list */
  onKeyDown: (event: KeyboardEvent) => boolean;
}

/** Completes `@…` by things to attach and `/…` by prompts of the library. */
export function useSuggestions(input: RefObject<HTMLTextAreaElement | null>): Completion {
  const actions = useActions();
  const found = useView((state) => state.contextFound);
  const prompts = useView((state) => state.prompts);
  const [trigger, setTrigger] = useState<Trigger>();
  const [active, setActive] = useState(0);
  const { kind, query } = trigger ?? {};
  useEffect(() => {
    if (kind === "context") actions.host.post({ type: "findContext", query: query ?? "" });
    else if (kind === "prompt") actions.host.post({ type: "listPrompts" });
  }, [kind, query, actions]);

  // Until the answer to what is typed now is here: what was found before and still fits.
  const fits = ({ label }: ContextItem) => label.toLowerCase().includes((query ?? "").toLowerCase());
  const items = kind === "context" ? (found?.items ?? []).filter((item) => found?.query === query || fits(item)) : [];
  const matching = kind === "prompt" ? (prompts ?? []).filter(({ name }) => name.toLowerCase().startsWith(query?.toLowerCase() ?? "")) : [];
  const suggestions = [...items.map(ofItem), ...matching.map(ofPrompt)];

  const close = () => setTrigger(undefined);
  const choose = (index: number) => {
    const element = input.current;
    const [item, prompt] = [items[index], matching[index]];
    if (!element || !trigger) return;
    const rest = element.value.slice(trigger.start + trigger.query.length + 1);
    if (item) {
      actions.setDraft((element.value.slice(0, trigger.start) + rest).trimStart());
      actions.attachContext(item);
    } else if (prompt) {
      const { text, needsSelection } = promptText(prompt.text);
      actions.setDraft(text + rest);
      if (needsSelection) actions.attachContext({ kind: "selection", id: "selection", label: "selection" });
    }
    close();
    element.focus();
  };
  return {
    trigger,
    suggestions,
    active,
    setActive,
    choose,
    update: () => {
      const element = input.current;
      if (!element) return;
      const next = element.selectionStart === element.selectionEnd ? triggerAt(element.value, element.selectionStart) : undefined;
      setTrigger(next);
      setActive(0);
    },
    onKeyDown: (event) => {
      if (suggestions.length === 0) return false;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step !== undefined) setActive((active + step + suggestions.length) % suggestions.length);
      else if (event.key === "Enter" || event.key === "Tab") choose(active);
      else if (event.key === "Escape") close();
      else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
  };
}
