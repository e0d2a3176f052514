import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { contractHash } from "../../../shared-protocol/generated/protocol.js";
import { UserError } from "../infrastructure/errors.js";
import { t } from "../infrastructure/l10n.js";
import type { Log } from "../infrastructure/log.js";
import type { SidecarCommand } from "./locate.js";
import { RpcClient, type OnNotification } from "./rpc-client.js";
import { RpcError } from "./rpc-error.js";

const handshakeTimeoutMs = 30_000;
// Together within what VS Code grants a deactivation.
const shutdownTimeoutMs = 2000;
const exitTimeoutMs = 1500;
const drainTimeoutMs = 500;

/** A process that answered `initialize`. */
export interface RunningSidecar {
  readonly client: RpcClient;
  /** Why it ended, in words; once it has. */
  readonly ended: Promise<string>;
  /** Ends it in good order, or else by force. */
  stop(): Promise<void>;
}

/** Trying again would fail in the same way. */
export class LaunchError extends UserError {
  override readonly name = "LaunchError";
}

export interface LaunchOptions {
  command: SidecarCommand;
  env: NodeJS.ProcessEnv;
  clientVersion: string;
  /** VS Code's display language. */
  locale: string;
  /** Absent: the sidecar's own choice. */
  dataDirectory: string | undefined;
  onNotification: OnNotification;
  log: Log;
}

/** Starts the process and shakes hands. Rejects with a `LaunchError` where another try is of no use. */
export async function launchSidecar(options: LaunchOptions): Promise<RunningSidecar> {
  const { command, log } = options;
  const child = spawn(command.executable, command.args, { env: options.env, stdio: "pipe", windowsHide: true });
  // A process that dies breaks its pipe; what is lost with it shows as a request without an answer.
  child.stdin.on("error", () => undefined);
  createInterface({ input: child.stderr }).on("line", (line) => {
    log.info(`[sidecar] ${line}`);
  });
  try {
    await once(child, "spawn");
  } catch (error) {
    throw cannotStart(command.executable, error);
  }
  child.on("error", (error) => {
    log.warn(`The sidecar's process: ${error.message}`);
  });
  log.info(`Sidecar ${String(child.pid)}: ${command.executable} ${command.args.join(" ")}`);
  const client = new RpcClient(child.stdout, child.stdin, options.onNotification, log);
  const ended = waitForEnd(child).then((reason) => {
    client.close();
    return reason;
  });
  const running: RunningSidecar = { client, ended, stop: () => stop(child, client, ended) };
  await shakeHands(running, child, options, ended);
  return running;
}

async function shakeHands(
  { client }: RunningSidecar,
  child: ChildProcessWithoutNullStreams,
  options: LaunchOptions,
  ended: Promise<string>,
): Promise<void> {
  const late = new AbortController();
  const patience = options.command.waitsForDebugger
    ? undefined
    : setTimeout(() => {
        late.abort();
        child.kill("SIGKILL");
      }, handshakeTimeoutMs);
  try {
    const { serverVersion, dataDirectory } = await client.request("initialize", {
      clientName: "vscode",
      clientVersion: options.clientVersion,
      locale: options.locale,
      contractHash,
      dataDirectory: options.dataDirectory,
    });
    options.log.info(`Sidecar ${serverVersion} answers; data directory ${dataDirectory}`);
  } catch (error) {
    if (error instanceof RpcError) {
      child.kill("SIGKILL");
      throw new LaunchError(error.message, error.data, { cause: error });
    }
    const reason = await ended;
    throw new Error(late.signal.aborted ? t("It did not answer within {0} seconds.", handshakeTimeoutMs / 1000) : reason, {
      cause: error,
    });
  } finally {
    clearTimeout(patience);
  }
}

async function waitForEnd(child: ChildProcessWithoutNullStreams): Promise<string> {
  const closed = new Promise<void>((resolve) =>
    child.once("close", () => {
      resolve();
    }),
  );
  await new Promise<void>((resolve) =>
    child.once("exit", () => {
      resolve();
    }),
  );
  // `close` comes after the last byte of output, so that answers on the way are still taken; a child of the sidecar may hold the pipe open.
  await within(drainTimeoutMs, closed);
  return child.signalCode === null ? t("It ended with code {0}.", String(child.exitCode)) : t("It was ended by {0}.", child.signalCode);
}

async function stop(child: ChildProcessWithoutNullStreams, client: RpcClient, ended: Promise<string>): Promise<void> {
  const asked = client.request("shutdown", {}).then(
    () => client.notify("exit", {}),
    () => undefined,
  );
  await within(shutdownTimeoutMs, Promise.race([asked, ended]));
  child.stdin.end();
  await within(exitTimeoutMs, ended);
  if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
  await within(exitTimeoutMs, ended);
}

async function within(timeoutMs: number, promise: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => (timer = setTimeout(resolve, timeoutMs)));
  await Promise.race([promise, timeout]).finally(() => {
    clearTimeout(timer);
  });
}

function cannotStart(executable: string, error: unknown): LaunchError {
  const detail = error instanceof Error ? error.message : String(error);
  return new LaunchError(
    t("The sidecar could not be started."),
    {
      kind: "sidecarNotStarted",
      why: t("The system refused to run {0}.", executable),
      fix: t("Check that the file is there and may be executed, or install the extension again; then restart the sidecar."),
      detail,
      retryable: false,
    },
    { cause: error },
  );
}
