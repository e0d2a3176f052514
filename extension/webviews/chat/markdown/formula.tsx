import { useEffect, useState, type ReactNode } from "react";
import type temml from "temml";
import { fromMathMl } from "./mathml.js";
import { t } from "../../shared/l10n.js";

type Temml = typeof temml;

let loaded: Temml | undefined;
let loading: Promise<void> | undefined;

/** The typesetter is a chunk of its own: a chat without formulas never loads it. */
const load = (): Promise<void> =>
  (loading ??= import("temml").then((module) => {
    loaded = module.default;
  }));

/** Longer ones are no formula that someone reads, and would take long. */
const longest = 5_000;
const known = new Map<string, ReactNode>();

function typeset(typesetter: Temml, source: string, display: boolean): ReactNode {
  const key = `${display}${source}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  let drawn: ReactNode;
  try {
    // Not trusted: no links, no pictures, no classes or styles of its own.
    drawn = fromMathMl(
      typesetter.renderToString(source, { displayMode: display, throwOnError: true, trust: false, maxExpand: 200, maxSize: [20, 20] }),
    );
  } catch {
    drawn = null;
  }
  if (known.size > 500) known.clear();
  known.set(key, drawn);
  return drawn;
}

interface Props {
  source: string;
  /** As it was written, which is shown when it cannot be read. */
  whole: string;
  display: boolean;
}

/** A formula as MathML, which the browser draws with its own fonts. */
export function Formula({ source, whole, display }: Props) {
  const [ready, setReady] = useState(loaded !== undefined);
  useEffect(() => {
    if (ready) return;
    let shown = true;
    load().then(
      () => shown && setReady(true),
      () => undefined,
    );
    return () => {
      shown = false;
    };
  }, [ready]);
  const drawn = ready && loaded && source.length <= longest ? typeset(loaded, source, display) : null;
  if (drawn === null) return <code className="formula-source">{whole}</code>;
  return display ? (
    <span className="formula-line" tabIndex={0} role="group" aria-label={t("Formula")} title={source}>
      {drawn}
    </span>
  ) : (
    <span title={source}>{drawn}</span>
  );
}
