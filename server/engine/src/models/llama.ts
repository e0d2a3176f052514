import { getLlama, LlamaLogLevel, type Llama } from "node-llama-cpp";

/** Loads the library of llama.cpp once. It is the prebuilt one, always: nothing is compiled and nothing downloaded. */
export class LlamaLibrary {
  #loading: Promise<Llama> | undefined;

  constructor(private readonly threads: number) {}

  get(): Promise<Llama> {
    this.#loading ??= getLlama({
      gpu: false,
      build: "never",
      skipDownload: true,
      progressLogs: false,
      maxThreads: this.threads,
      logLevel: LlamaLogLevel.warn,
      logger: (level, message) => process.stderr.write(`llama.cpp ${level}: ${message.trimEnd()}\n`),
    });
    return this.#loading;
  }
}
