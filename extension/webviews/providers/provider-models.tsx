import { useState } from "react";
import type { ModelInfo } from "../../../shared-protocol/generated/protocol.js";
import { formatBytes, formatCount } from "../chat/shell/format.js";
import { ErrorNote } from "../shared/error-note.js";
import type { Move } from "./state.js";
import { language, t } from "../shared/l10n.js";

const times = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });

const states = { downloadable: t("not downloaded"), available: t("not in memory"), loaded: t("in memory") } as const;

const contextFact = (length: number, most = length): string =>
  most === length
    ? t("{0} tokens of context", formatCount(length))
    : t("{0} of {1} tokens of context", formatCount(length), formatCount(most));

const memoryFact = (bytes: number, onGpu: number | undefined): string =>
  onGpu === undefined
    ? t("{0} of memory", formatBytes(bytes))
    : t("{0} of memory ({1} on the GPU)", formatBytes(bytes), formatBytes(onGpu));

/** What is known of a model, shortest first; what is not told is left out. */
export function facts(model: ModelInfo): string[] {
  const { sizeBytes, contextLength, maxContextLength, maxOutputTokens, memoryBytes, gpuMemoryBytes, unloadsAt } = model;
  return [
    states[model.state],
    sizeBytes === undefined ? undefined : formatBytes(sizeBytes),
    model.parameterSize,
    model.quantization,
    contextLength === undefined ? undefined : contextFact(contextLength, maxContextLength),
    maxOutputTokens === undefined ? undefined : t("answers up to {0} tokens", formatCount(maxOutputTokens)),
    memoryBytes === undefined ? undefined : memoryFact(memoryBytes, gpuMemoryBytes),
    unloadsAt === undefined ? undefined : t("until {0}", times.format(new Date(unloadsAt))),
  ].filter((fact) => fact !== undefined);
}

export interface Moving {
  moves: Readonly<Record<string, Move>>;
  onMove: (type: "load" | "unload", model: string) => void;
  onStop: (model: string) => void;
}

/** The models of a provider, folded out: what is known of each, and whether it is in memory. */
export function ProviderModels({ name, models, ...moving }: { name: string; models: readonly ModelInfo[] } & Moving) {
  const [open, setOpen] = useState(false);
  if (models.length === 0) return undefined;
  return (
    <div className="models">
      <button type="button" className="fold" aria-expanded={open} aria-label={t("Models of {0}", name)} onClick={() => setOpen(!open)}>
        <span className={`codicon codicon-chevron-${open ? "down" : "right"}`} aria-hidden="true" />
        {t("Models")}
      </button>
      {open && (
        <ul aria-label={t("Models of {0}", name)}>
          {models.map((model) => (
            <Row key={model.model} model={model} {...moving} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Row({ model, moves, onMove, onStop }: { model: ModelInfo } & Moving) {
  const move = moves[model.model];
  return (
    <li className="model">
      <div className="model-line">
        <div className="model-text">
          <p>{model.displayName}</p>
          <p className="quiet figures">{facts(model).join(" · ")}</p>
        </div>
        {move?.state === "running" ? (
          <>
            <span role="status">{move.to === "load" ? t("Loading…") : t("Unloading…")}</span>
            <button
              type="button"
              className="button secondary"
              aria-label={t("Stop {0}", model.displayName)}
              onClick={() => onStop(model.model)}
            >
              {t("Stop")}
            </button>
          </>
        ) : (
          <MoveButton model={model} onMove={onMove} />
        )}
      </div>
      {move?.state === "failed" && <ErrorNote error={move.error} />}
    </li>
  );
}

/** One that cannot be pressed stays within reach of the keyboard, so that its reason can be read. */
function MoveButton({ model, onMove }: { model: ModelInfo; onMove: Moving["onMove"] }) {
  const type = model.state === "loaded" ? "unload" : "load";
  const [word, label] = type === "load" ? [t("Load"), t("Load {0}", model.displayName)] : [t("Unload"), t("Unload {0}", model.displayName)];
  const can = type === "load" ? model.canLoad : model.canUnload;
  const why = can ? undefined : (model.unavailableBecause ?? model.loadingNote ?? t("Its server loads and unloads models by itself."));
  return (
    <button
      type="button"
      className="button secondary"
      aria-label={why === undefined ? label : `${label}: ${why}`}
      aria-disabled={!can}
      title={why}
      onClick={() => {
        if (can) onMove(type, model.model);
      }}
    >
      {word}
    </button>
  );
}
