import { useState } from "react";
import { t } from "../../shared/l10n.js";
import { useActions, useView } from "../state/context.js";
import { isMac, keyNames } from "./key-names.js";
import { viewKeys, type ShortcutGroup } from "./view-keys.js";

/** All keys of the view and of the extension's commands, as they come with it. */
export function ShortcutsPage() {
  const actions = useActions();
  const commands = useView((state) => state.commandKeys);
  const [query, setQuery] = useState("");
  const mac = isMac();
  const ofCommands = (inEditor: boolean) =>
    (commands ?? []).filter((each) => each.inEditor === inEditor).map((each) => ({ keys: [mac ? each.mac : each.key], does: each.does }));
  const words = query.trim().toLowerCase();
  const groups: readonly ShortcutGroup[] = [
    { title: t("Everywhere in VS Code"), shortcuts: ofCommands(false) },
    { title: t("In an editor"), shortcuts: ofCommands(true) },
    ...Object.values(viewKeys),
  ].flatMap(({ title, shortcuts }) => {
    const fits = shortcuts.filter(({ keys, does }) =>
      [title, does, ...keys.flatMap((each) => keyNames(each, mac))].join(" ").toLowerCase().includes(words),
    );
    return fits.length === 0 ? [] : [{ title, shortcuts: fits }];
  });
  return (
    <main
      className="shortcuts-page"
      aria-label={t("Keyboard shortcuts")}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        actions.showChat();
      }}
    >
      <div className="shortcuts-search">
        <input
          type="search"
          dir="auto"
          autoFocus
          placeholder={t("Search keys and what they do")}
          aria-label={t("Search keys and what they do")}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      </div>
      <div className="shortcuts" tabIndex={0} role="group" aria-label={t("Keyboard shortcuts")}>
        {groups.map((group) => (
          <Group key={group.title} {...group} mac={mac} />
        ))}
        {groups.length === 0 && <p className="quiet">{t("No key does this.")}</p>}
        <p className="quiet">
          {t("These are the keys that the extension comes with. Those of commands can be changed.")}{" "}
          <button type="button" className="quiet-button" onClick={() => actions.host.post({ type: "changeKeys" })}>
            {t("Change keys…")}
          </button>
        </p>
      </div>
    </main>
  );
}

function Group({ title, shortcuts, mac }: ShortcutGroup & { mac: boolean }) {
  return (
    <>
      <h2 className="shortcuts-heading">{title}</h2>
      <dl>
        {shortcuts.map(({ keys, does }) => (
          <div key={`${does}:${keys.join()}`}>
            <dt>{does}</dt>
            <dd>
              {keys.map((each) => (
                <span key={each} className="key-strokes">
                  {keyNames(each, mac).map((stroke, index) => (
                    <kbd key={index}>{stroke}</kbd>
                  ))}
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
