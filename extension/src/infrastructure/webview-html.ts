import { randomBytes } from "node:crypto";

export interface WebviewPage {
  title: string;
  language: string;
  /** Its sentences in that language by the English ones; none for English. */
  bundle?: Readonly<Record<string, string>> | undefined;
  cspSource: string;
  script: string;
  style: string;
  /** Whether the page starts workers, which it does from its own memory. */
  workers?: boolean;
  /** What the page finds as `data-tab` of its body. */
  tab?: string;
}

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}

/** A data block: nothing in it is run, so that the policy need not allow it, and nothing in it ends it. */
function dataBlock(id: string, data: unknown): string {
  return `<script type="application/json" id="${id}">${JSON.stringify(data).replace(/</g, "\\u003c")}</script>`;
}

/**
 * The document of a webview: one script, one style sheet, no network at all. The style sheet's id is where the icon element of
 * `@vscode-elements` looks for the codicons.
 */
export function webviewHtml(page: WebviewPage): string {
  const nonce = randomBytes(24).toString("base64");
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${page.cspSource}`,
    `img-src ${page.cspSource} data:`,
    `font-src ${page.cspSource}`,
    ...(page.workers ? ["worker-src blob:"] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="${escapeHtml(page.language)}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escapeHtml(page.title)}</title>
    <link id="vscode-codicon-stylesheet" rel="stylesheet" href="${escapeHtml(page.style)}" nonce="${nonce}" />
  </head>
  <body${page.tab === undefined ? "" : ` data-tab="${escapeHtml(page.tab)}"`}>
    <div id="root"></div>${page.bundle ? `\n    ${dataBlock("l10n", page.bundle)}` : ""}
    <script type="module" nonce="${nonce}" src="${escapeHtml(page.script)}"></script>
  </body>
</html>
`;
}
