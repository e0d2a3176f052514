import { useEffect, useRef, type ClipboardEvent, type DragEvent, type KeyboardEvent } from "react";
import { IconButton } from "../shell/icon-button.js";
import { useAutoHeight } from "../shell/use-auto-height.js";
import { useActions, useView } from "../state/context.js";
import { comparedModels, refusal, runningReply } from "../state/view-state.js";
import { textOf } from "../../../src/features/chat/parts.js";
import { Suggestions } from "./suggestions.js";
import { useSuggestions } from "./use-suggestions.js";
import { AttachButton } from "./attach-button.js";
import { CompareButton } from "./compare-button.js";
import { ComparedChips } from "./compared-chips.js";
import { AttachedChips } from "./attached-chips.js";
import { ContextMeter } from "./context-meter.js";
import { ModelPicker } from "./model-picker.js";
import { t } from "../../shared/l10n.js";

function sendLabel(running: boolean, models: number): string {
  if (running) return t("Send after this answer (Enter)");
  return models > 1 ? t("Send to {0} models (Enter)", models) : t("Send (Enter)");
}

/** Where questions are written. It grows to 40 % of the view (by the style sheet) and then scrolls. */
export function Composer() {
  const draft = useView((state) => state.draft);
  const running = useView((state) => runningReply(state) !== undefined);
  const reason = useView(refusal);
  const models = useView((state) => comparedModels(state).length + 1);
  const focus = useView((state) => state.focus);
  const actions = useActions();
  const input = useRef<HTMLTextAreaElement>(null);

  useAutoHeight(input, draft);
  useEffect(() => {
    if (focus?.target === "input") input.current?.focus();
  }, [focus]);

  const send = () => {
    if (draft.trim() && reason === undefined) actions.questions.ask(draft.trim());
  };
  const completion = useSuggestions(input);
  const { suggestions, active } = completion;
  const asked = useView(({ open }) => open.entries);
  const onKeyDown = (event: KeyboardEvent) => {
    if (completion.onKeyDown(event)) return;
    // An empty composer: back to what was asked last.
    if (event.key === "ArrowUp" && draft === "") {
      const last = textOf(asked.findLast(({ message }) => message.role === "user")?.message.parts ?? []);
      if (last === "") return;
      event.preventDefault();
      actions.setDraft(last);
      return;
    }
    // While an input method composes, Enter belongs to it.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  const onPaste = (event: ClipboardEvent) => {
    // Text that was copied together with its picture, as an office program does, is meant as text.
    if (event.clipboardData.files.length === 0 || event.clipboardData.types.includes("text/plain")) return;
    event.preventDefault();
    void actions.attachFiles([...event.clipboardData.files]);
  };
  const onDrop = (event: DragEvent) => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    void actions.attachFiles([...event.dataTransfer.files]);
  };
  return (
    <form
      className="composer"
      onPaste={onPaste}
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {suggestions.length > 0 && (
        <Suggestions
          id="composer-suggestions"
          label={completion.trigger?.kind === "prompt" ? t("Prompts") : t("Things to attach")}
          items={suggestions}
          active={active}
          onActivate={completion.setActive}
          onChoose={completion.choose}
        />
      )}
      <AttachedChips />
      <ComparedChips />
      <textarea
        ref={input}
        rows={1}
        dir="auto"
        value={draft}
        placeholder={t("Ask anything. @ adds context, / runs a prompt")}
        aria-autocomplete="list"
        aria-controls={suggestions.length > 0 ? "composer-suggestions" : undefined}
        aria-activedescendant={suggestions.length > 0 ? `composer-suggestions-${active}` : undefined}
        aria-label={t("Question. Enter sends, Shift+Enter starts a new line")}
        onChange={(event) => {
          actions.setDraft(event.target.value);
          completion.update();
        }}
        onSelect={completion.update}
        onKeyDown={onKeyDown}
      />
      <div className="composer-bar">
        <ModelPicker />
        <CompareButton />
        <AttachButton />
        <ContextMeter />
        {running && !draft.trim() ? (
          <IconButton className="send" icon="debug-stop" label={t("Stop (Esc)")} onClick={() => actions.questions.stop()} />
        ) : (
          <IconButton
            className="send"
            icon="send"
            label={reason ?? sendLabel(running, models)}
            disabled={!draft.trim() || reason !== undefined}
            onClick={send}
          />
        )}
      </div>
    </form>
  );
}
