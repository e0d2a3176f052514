import type { Entry } from "./view-state.js";

/** Answers to one question that stand side by side with an entry, which is the current one and has the place `at` among them. */
export interface Beside {
  at: number;
  others: readonly Entry[];
}

/** An answer and those that stand beside it, in their order. */
export function columnsOf(entry: Entry): readonly Entry[] {
  const { beside } = entry;
  return beside ? [...beside.others.slice(0, beside.at), entry, ...beside.others.slice(beside.at)] : [entry];
}

/** Changes entries wherever they stand. What `change` leaves as it is keeps its identity. */
export function changeEntries(entries: readonly Entry[], change: (entry: Entry) => Entry): readonly Entry[] {
  return entries.map((entry) => {
    const changed = change(entry);
    const { beside } = entry;
    if (!beside) return changed;
    const others = beside.others.map(change);
    return others.every((other, index) => other === beside.others[index]) ? changed : { ...changed, beside: { ...beside, others } };
  });
}

/** Of these answers, which stand side by side, makes one the current one. */
export function group(columns: readonly Entry[], current: Entry | undefined): Entry | undefined {
  const alone = columns.map(fold);
  const at = columns.findIndex((column) => column.key === current?.key);
  const main = alone[at];
  return main && (alone.length > 1 ? { ...main, beside: { at, others: alone.filter((column) => column !== main) } } : main);
}

/** An answer without those beside it. */
export function fold(entry: Entry): Entry {
  return entry.beside ? { ...entry, beside: undefined } : entry;
}

/** The entry in which a reply runs, be it beside the current one. */
export const entryWith = (entries: readonly Entry[], replyId: string): Entry | undefined =>
  entries.findLast((entry) => entry.replyId === replyId || entry.beside?.others.some((other) => other.replyId === replyId));

export const isRunning = (entry: Entry): boolean => columnsOf(entry).some(({ replyId }) => replyId !== undefined);
