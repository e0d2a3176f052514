import type { ChatLabel } from "../../../../shared-protocol/generated/protocol.js";
import type { ListFilter } from "../../../src/features/chat/messages.js";
import { useActions, useView } from "../state/context.js";
import { t } from "../../shared/l10n.js";

const valueOf = ({ archived, folder, tag }: ListFilter): string =>
  folder !== undefined ? `folder:${folder}` : tag !== undefined ? `tag:${tag}` : archived ? "archived" : "all";

function filterOf(value: string): ListFilter {
  if (value === "archived") return { archived: true };
  if (value.startsWith("folder:")) return { folder: value.slice("folder:".length) };
  return value.startsWith("tag:") ? { tag: value.slice("tag:".length) } : {};
}

/** Which chats are listed and searched: all, a folder, a tag, or the archive. */
export function ListFilterField() {
  const filter = useView((state) => state.filter);
  const folders = useView((state) => state.folders);
  const tags = useView((state) => state.tags);
  const actions = useActions();
  return (
    <select
      className="list-filter"
      aria-label={t("Chats shown")}
      value={valueOf(filter)}
      onChange={(event) => actions.list.filterList(filterOf(event.target.value))}
    >
      <option value="all">{t("All chats")}</option>
      <option value="archived">{t({ message: "Archive", comment: "The archived chats" })}</option>
      <Labels name={t("Folders")} kind="folder" labels={folders} current={filter.folder} />
      <Labels name={t("Tags")} kind="tag" labels={tags} current={filter.tag} />
    </select>
  );
}

interface LabelsProps {
  name: string;
  kind: "folder" | "tag";
  labels: readonly ChatLabel[];
  /** Stays to be seen also when its last chat left it. */
  current: string | undefined;
}

function Labels({ name, kind, labels, current }: LabelsProps) {
  const all = current === undefined || labels.some((label) => label.name === current) ? labels : [...labels, { name: current, chats: 0 }];
  if (all.length === 0) return null;
  return (
    <optgroup label={name}>
      {all.map((label) => (
        <option key={label.name} value={`${kind}:${label.name}`}>
          {kind === "tag" ? `#${label.name}` : label.name} ({label.chats})
        </option>
      ))}
    </optgroup>
  );
}
