import * as vscode from "vscode";
import { DisposableOwner } from "../../infrastructure/disposable.js";
import { describeError, oneLine } from "../../infrastructure/errors.js";
import { WebviewTab } from "../../infrastructure/webview-tab.js";
import type { Sidecar } from "../../sidecar/index.js";
import type { LocalOnly } from "./local-only.js";
import { readToHost, type ToHost, type ToView } from "./messages.js";

const pageLength = 200;

/** What left this machine, in an editor tab. */
export class LedgerPanel extends DisposableOwner {
  readonly #sidecar: Sidecar;
  readonly #localOnly: LocalOnly;
  readonly #tab: WebviewTab<ToView>;

  constructor(extensionUri: vscode.Uri, sidecar: Sidecar, localOnly: LocalOnly) {
    super();
    this.#sidecar = sidecar;
    this.#localOnly = localOnly;
    this.#tab = this.register(
      new WebviewTab<ToView>({
        extensionUri,
        name: "ledger",
        title: vscode.l10n.t("What Left This Machine"),
        receive: (value) => {
          const message = readToHost(value);
          if (message) void this.#receive(message);
        },
      }),
    );
    this.register(
      localOnly.onChange((on) => {
        this.#tab.post({ type: "localOnly", on });
      }),
    );
  }

  show(): void {
    this.#tab.show();
  }

  async #receive(message: ToHost): Promise<void> {
    try {
      if (message.type === "toggleLocalOnly") await this.#localOnly.turn(!(await this.#localOnly.read()).localOnly);
      else await this.#list(message);
    } catch (error) {
      this.#tab.post({ type: "failed", message: oneLine(describeError(error)) });
    }
  }

  async #list({ everything, before }: Extract<ToHost, { type: "list" }>): Promise<void> {
    const page = { limit: pageLength, onlyOutside: !everything, ...(before === undefined ? {} : { before }) };
    const [status, { entries, hasMore }] = await Promise.all([this.#localOnly.read(), this.#sidecar.request("privacy/ledger", page)]);
    this.#tab.post({ type: "localOnly", on: status.localOnly });
    this.#tab.post({ type: "entries", everything, entries, hasMore, append: before !== undefined });
  }
}
