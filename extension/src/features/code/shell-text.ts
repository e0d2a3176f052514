/** Languages whose code a terminal runs. */
const shellLanguages = new Set(["bash", "shellscript", "sh", "zsh", "fish", "console", "powershell", "bat", "cmd", "nushell"]);

export const isShell = (languageId: string): boolean => shellLanguages.has(languageId);

/** Shells that take several lines as one paste. PowerShell and cmd do not, nor does the bash of macOS, which is of 2007. */
export function takesPaste(shell: string, platform: NodeJS.Platform): boolean {
  return shell === "zsh" || shell === "fish" || (shell === "bash" && platform !== "darwin");
}

/** `/bin/bash` → `bash`, `C:\…\pwsh.exe` → `pwsh` */
export const shellName = (program: string): string => (program.split(/[\\/]/).at(-1) ?? "").replace(/\.exe$/i, "").toLowerCase();

/** What is typed into the terminal: without the prompts of a transcript, and in one paste where there are several lines. */
export function asTyped(text: string, asPaste: boolean): string {
  const bare = text.replace(/\s+$/, "");
  return bare.includes("\n") && asPaste ? `\u001b[200~${bare}\u001b[201~` : bare;
}

// Control characters could close the paste early, or do something else than what is shown.
// eslint-disable-next-line no-control-regex
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Text without what a terminal would not show; `$ ` before each command is a transcript's prompt, and left out too. */
export function commandText(block: string): string {
  const lines = block.replaceAll("\r\n", "\n").replace(control, "").split("\n");
  const said = lines.filter((line) => line.trim() !== "");
  const isTranscript = said.length > 0 && said.every((line) => /^\s*\$ /.test(line));
  return (isTranscript ? lines.map((line) => line.replace(/^\s*\$ /, "")) : lines).join("\n").trim();
}
