import { useEffect, useMemo, useRef, type KeyboardEvent } from "react";
import { IconButton } from "../shell/icon-button.js";
import { useActions, useView } from "../state/context.js";
import { dayOf, findMatches, firstOfDay } from "../state/find.js";
import { useHighlights } from "./use-highlights.js";
import { t } from "../../shared/l10n.js";

/** Finds words in the whole chat, loaded or not, and leads from one place to the next; or to a day. */
export function FindBar() {
  const find = useView((state) => state.find);
  return find && <OpenFindBar query={find.query} at={find.at} asked={find} />;
}

function OpenFindBar({ query, at, asked }: { query: string; at: number; asked: object }) {
  const { entries, hasMore } = useView((state) => state.open);
  const actions = useActions();
  const input = useRef<HTMLInputElement>(null);
  const matches = useMemo(() => findMatches(entries, query), [entries, query]);
  // What comes last was said last: that is where one looks first.
  const current = at === -1 ? matches.length - 1 : Math.min(at, matches.length - 1);
  const match = matches[current];
  useHighlights(query, match);
  useEffect(() => input.current?.select(), []);
  const messageId = match?.messageId;
  useEffect(() => {
    if (messageId !== undefined) actions.showMessage(messageId);
  }, [messageId, asked, actions]);

  const step = (by: number): void => {
    if (matches.length > 0) actions.find({ query, at: (current + by + matches.length) % matches.length });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Enter") step(event.shiftKey ? 1 : -1);
    else if (event.key === "Escape") actions.find(undefined);
    else return;
    event.preventDefault();
  };
  const count =
    query.trim() === ""
      ? ""
      : matches.length === 0
        ? hasMore
          ? t("Looking")
          : t("Nothing found")
        : t("{0} of {1}", current + 1, matches.length);
  const [first, last] = [entries[0], entries.at(-1)];
  return (
    <search className="find-bar" onKeyDown={onKeyDown}>
      <input
        ref={input}
        type="text"
        dir="auto"
        value={query}
        placeholder={t("Find in this chat")}
        aria-label={t("Find in this chat. Enter leads to the one before, Shift+Enter to the next")}
        onChange={(event) => actions.find({ query: event.target.value, at: -1 })}
      />
      <span className="find-count figures" role="status">
        {count}
      </span>
      <IconButton icon="arrow-up" label={t("Previous (Enter)")} disabled={matches.length === 0} onClick={() => step(-1)} />
      <IconButton icon="arrow-down" label={t("Next (Shift+Enter)")} disabled={matches.length === 0} onClick={() => step(1)} />
      <input
        type="date"
        aria-label={t("Jump to a day")}
        title={t("Jump to a day")}
        {...(first ? { min: dayOf(first.message.createdAt) } : {})}
        {...(last ? { max: dayOf(last.message.createdAt) } : {})}
        onChange={(event) => {
          const target = event.target.value ? firstOfDay(entries, event.target.value) : undefined;
          if (target !== undefined) actions.showMessage(target);
        }}
      />
      <IconButton icon="close" label={t("Close (Esc)")} onClick={() => actions.find(undefined)} />
    </search>
  );
}
