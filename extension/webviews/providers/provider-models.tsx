import { useState } from "react";
import type { ModelInfo } from "../../../shared-protocol/generated/protocol.js";
import { formatBytes, formatCount } from "../chat/shell/format.js";
import { ErrorNote } from "../shared/error-note.js";
import type { Move } from "./state.js";

const times = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

const states = { downloadable: "not downloaded", available: "not in memory", loaded: "in memory" } as const;

/** What is known of a model, shortest first; what is not told is left out. */
export function facts(model: ModelInfo): string[] {
  const { sizeBytes, contextLength, maxContextLength, maxOutputTokens, memoryBytes, gpuMemoryBytes, unloadsAt } = model;
  const most = maxContextLength !== undefined && maxContextLength !== contextLength ? ` of ${formatCount(maxContextLength)}` : "";
  const onGpu = gpuMemoryBytes === undefined ? "" : ` (${formatBytes(gpuMemoryBytes)} on the GPU)`;
  return [
    states[model.state],
    sizeBytes === undefined ? undefined : formatBytes(sizeBytes),
    model.parameterSize,
    model.quantization,
    contextLength === undefined ? undefined : `${formatCount(contextLength)}${most} tokens of context`,
    maxOutputTokens === undefined ? undefined : `answers up to ${formatCount(maxOutputTokens)} tokens`,
    memoryBytes === undefined ? undefined : `${formatBytes(memoryBytes)} of memory${onGpu}`,
    unloadsAt === undefined ? undefined : `until ${times.format(new Date(unloadsAt))}`,
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
      <button type="button" className="fold" aria-expanded={open} aria-label={`Models of ${name}`} onClick={() => setOpen(!open)}>
        <span className={`codicon codicon-chevron-${open ? "down" : "right"}`} aria-hidden="true" />
        Models
      </button>
      {open && (
        <ul aria-label={`Models of ${name}`}>
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
            <span role="status">{move.to === "load" ? "Loading…" : "Unloading…"}</span>
            <button type="button" className="button secondary" aria-label={`Stop ${model.displayName}`} onClick={() => onStop(model.model)}>
              Stop
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
  const word = type === "load" ? "Load" : "Unload";
  const can = type === "load" ? model.canLoad : model.canUnload;
  const why = can ? undefined : (model.unavailableBecause ?? model.loadingNote ?? "Its server loads and unloads models by itself.");
  return (
    <button
      type="button"
      className="button secondary"
      aria-label={why === undefined ? `${word} ${model.displayName}` : `${word} ${model.displayName}: ${why}`}
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
