/** The part of VS Code's `LogOutputChannel` that is used. What is written never holds what a user or a model wrote. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string | Error): void;
}
