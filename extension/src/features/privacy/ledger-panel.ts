import * as vscode from "vscode";
import { DisposableOwner } from "../../infrastructure/disposable.js";
import { describeError, oneLine } from "../../infrastructure/errors.js";
import { webviewHtml } from "../../infrastructure/webview-html.js";
import type { Sidecar } from "../../sidecar/index.js";
import type { LocalOnly } from "./local-only.js";
import { readToHost, type ToHost, type ToView } from "./messages.js";

const pageLength = 200;

/** What left this machine, in an editor tab. There is one; asking for it again brings it to the front. */
export class LedgerPanel extends DisposableOwner {
  readonly #extensionUri: vscode.Uri;
  readonly #sidecar: Sidecar;
  readonly #localOnly: LocalOnly;
  #panel: vscode.WebviewPanel | undefined;

  constructor(extensionUri: vscode.Uri, sidecar: Sidecar, localOnly: LocalOnly) {
    super();
    this.#extensionUri = extensionUri;
    this.#sidecar = sidecar;
    this.#localOnly = localOnly;
    this.register({
      dispose: () => {
        this.#panel?.dispose();
      },
    });
    this.register(
      localOnly.onChange((on) => {
        this.#post({ type: "localOnly", on });
      }),
    );
  }

  show(): void {
    if (this.#panel) {
      this.#panel.reveal();
      return;
    }
    const title = vscode.l10n.t("What Left This Machine");
    const assets = vscode.Uri.joinPath(this.#extensionUri, "dist", "webviews");
    const panel = vscode.window.createWebviewPanel("aiChatLocal.ledger", title, vscode.ViewColumn.Active, {
      enableScripts: true,
      enableFindWidget: true,
      localResourceRoots: [assets],
    });
    this.#panel = panel;
    panel.onDidDispose(() => (this.#panel = undefined));
    panel.webview.onDidReceiveMessage((value: unknown) => {
      const message = readToHost(value);
      if (message) void this.#receive(message);
    });
    const asset = (name: string): string => panel.webview.asWebviewUri(vscode.Uri.joinPath(assets, name)).toString();
    panel.webview.html = webviewHtml({
      title,
      language: vscode.env.language,
      cspSource: panel.webview.cspSource,
      script: asset("ledger.js"),
      style: asset("ledger.css"),
    });
  }

  async #receive(message: ToHost): Promise<void> {
    try {
      if (message.type === "toggleLocalOnly") await this.#localOnly.turn(!(await this.#localOnly.read()).localOnly);
      else await this.#list(message);
    } catch (error) {
      this.#post({ type: "failed", message: oneLine(describeError(error)) });
    }
  }

  async #list({ everything, before }: Extract<ToHost, { type: "list" }>): Promise<void> {
    const page = { limit: pageLength, onlyOutside: !everything, ...(before === undefined ? {} : { before }) };
    const [status, { entries, hasMore }] = await Promise.all([this.#localOnly.read(), this.#sidecar.request("privacy/ledger", page)]);
    this.#post({ type: "localOnly", on: status.localOnly });
    this.#post({ type: "entries", everything, entries, hasMore, append: before !== undefined });
  }

  #post(message: ToView): void {
    void this.#panel?.webview.postMessage(message);
  }
}
