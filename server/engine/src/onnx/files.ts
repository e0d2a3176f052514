import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { t } from "../l10n";
import { Failure, wordsOf } from "../wire/failure";

/** How Transformers.js names the files of a model by the type of their numbers. */
const dtypes = {
  "": "fp32",
  _fp16: "fp16",
  _quantized: "q8",
  _int8: "int8",
  _uint8: "uint8",
  _q4: "q4",
  _q4f16: "q4f16",
  _bnb4: "bnb4",
} as const;

export type Dtype = (typeof dtypes)[keyof typeof dtypes];

/** A model in the layout of Transformers.js: `config.json` and `tokenizer.json` in a folder, the weights in its folder `onnx`. */
export interface OnnxFiles {
  readonly folder: string;
  readonly dtype: Dtype;
  readonly config: Record<string, unknown>;
}

export const isOnnx = (modelPath: string) => modelPath.toLowerCase().endsWith(".onnx");

/** @param modelPath the file of weights, `<folder>/onnx/model*.onnx` */
export function onnxFiles(modelPath: string): OnnxFiles {
  const suffix = /^model(.*)\.onnx$/i.exec(path.basename(modelPath))?.[1];
  const dtype = isSuffix(suffix) ? dtypes[suffix] : undefined;
  if (!dtype) throw incomplete(modelPath, t("Its file of weights has a name that is not known."));
  const folder = path.dirname(path.dirname(modelPath));
  for (const name of ["config.json", "tokenizer.json", "tokenizer_config.json"]) {
    if (!statSync(path.join(folder, name), { throwIfNoEntry: false })?.isFile()) throw incomplete(modelPath, t("{0} is missing.", name));
  }
  return { folder, dtype, config: readObject(path.join(folder, "config.json"), modelPath) };
}

const isSuffix = (text: string | undefined): text is keyof typeof dtypes => text !== undefined && Object.hasOwn(dtypes, text);

function readObject(file: string, modelPath: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (isObject(parsed)) return parsed;
  } catch (error) {
    throw damaged(modelPath, error);
  }
  throw damaged(modelPath, t("{0} holds no object.", path.basename(file)));
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The longest window that the model was trained for, where its configuration tells it. */
export function trainedLength(config: Record<string, unknown>): number | undefined {
  const told = ["max_position_embeddings", "n_positions", "max_sequence_length", "n_ctx"].map((name) => config[name]);
  const inner = isObject(config["text_config"]) ? trainedLength(config["text_config"]) : undefined;
  return (told.find((value) => typeof value === "number" && value > 0) as number | undefined) ?? inner;
}

/** Whether a model makes vectors of texts, by the name of its architecture; all others write text. */
export function makesVectors(config: Record<string, unknown>): boolean {
  const told: unknown = config["architectures"];
  const architecture: unknown = Array.isArray(told) ? told[0] : undefined;
  return typeof architecture === "string" && /(ForMaskedLM|(?<!LMHead)Model)$/.test(architecture);
}

export const nameOf = (modelPath: string) => path.basename(path.dirname(path.dirname(modelPath)));

const incomplete = (modelPath: string, why: string) =>
  new Failure(t("The model {0} is not complete.", nameOf(modelPath)), {
    kind: "corrupt",
    why,
    fix: t(
      "Download the model again: config.json, tokenizer.json and tokenizer_config.json belong into its folder, the weights into its folder onnx.",
    ),
    detail: modelPath,
    retryable: false,
  });

export const damaged = (modelPath: string, error: unknown) =>
  new Failure(t("The model {0} cannot be loaded.", nameOf(modelPath)), {
    kind: "corrupt",
    why: t("A file of it is damaged, or it is of a kind that this ONNX Runtime does not know."),
    fix: t("Delete its folder and download it again, or choose another model."),
    detail: wordsOf(error),
    retryable: false,
  });
