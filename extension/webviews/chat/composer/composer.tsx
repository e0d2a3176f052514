import { useEffect, useLayoutEffect, useRef, type KeyboardEvent } from "react";
import { IconButton } from "../shell/icon-button.js";
import { useActions, useView } from "../state/context.js";
import { runningReply } from "../state/view-state.js";
import { selectionLabel } from "../messages/user-message.js";
import { ModelPicker } from "./model-picker.js";

/** Where questions are written. It grows to 40 % of the view (by the style sheet) and then scrolls. */
export function Composer() {
  const draft = useView((state) => state.draft);
  const running = useView((state) => runningReply(state) !== undefined);
  const attachments = useView((state) => state.attachments);
  const focus = useView((state) => state.focus);
  const actions = useActions();
  const input = useRef<HTMLTextAreaElement>(null);

  useLayoutEffect(() => {
    const element = input.current;
    if (!element) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
  }, [draft]);
  useEffect(() => {
    if (focus?.target === "input") input.current?.focus();
  }, [focus]);

  const send = () => {
    if (draft.trim()) actions.questions.ask(draft.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes, Enter belongs to it.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {attachments.length > 0 && (
        <div className="chips" role="list" aria-label="Attached">
          {attachments.map((part, index) => (
            <span className="chip" role="listitem" key={`${part.fileName}:${part.startLine}:${index}`} title={part.fileName}>
              <span className="codicon codicon-code" aria-hidden="true" />
              <span className="chip-text">{selectionLabel(part)}</span>
              <IconButton icon="close" label={`Remove ${selectionLabel(part)}`} onClick={() => actions.removeAttachment(index)} />
            </span>
          ))}
        </div>
      )}
      <textarea
        ref={input}
        rows={1}
        dir="auto"
        value={draft}
        placeholder="Ask anything"
        aria-label="Question. Enter sends, Shift+Enter starts a new line"
        onChange={(event) => actions.setDraft(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="composer-bar">
        <ModelPicker />
        {running && !draft.trim() ? (
          <IconButton className="send" icon="debug-stop" label="Stop (Esc)" onClick={() => actions.questions.stop()} />
        ) : (
          <IconButton
            className="send"
            icon="send"
            label={running ? "Send after this answer (Enter)" : "Send (Enter)"}
            disabled={!draft.trim()}
            onClick={send}
          />
        )}
      </div>
    </form>
  );
}
