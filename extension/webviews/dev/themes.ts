const names = ["dark", "light", "hc", "hc-light"] as const;

/** What VS Code puts on the body of a webview: the kind of the theme, and its classes. */
const kinds = ["vscode-dark", "vscode-light", "vscode-high-contrast", "vscode-high-contrast-light"] as const;

const fonts: Readonly<Record<string, string>> = {
  "font-family": "system-ui, Ubuntu, 'DejaVu Sans', sans-serif",
  "font-size": "13px",
  "editor-font-family": "'DejaVu Sans Mono', monospace",
  "editor-font-size": "13px",
};

/** The values in Dark Modern, Light Modern, Dark High Contrast and Light High Contrast; "" where the theme leaves one out. */
const colours: Readonly<Record<string, readonly [dark: string, light: string, hc: string, hcLight: string]>> = {
  "badge-background": ["#616161", "#cccccc", "#000000", "#0f4a85"],
  "badge-foreground": ["#f8f8f8", "#3b3b3b", "#ffffff", "#ffffff"],
  "button-background": ["#0078d4", "#005fb8", "#000000", "#0f4a85"],
  "button-border": ["#ffffff1a", "#0000001a", "#6fc3df", "#0f4a85"],
  "button-foreground": ["#ffffff", "#ffffff", "#ffffff", "#ffffff"],
  "button-hoverBackground": ["#026ec1", "#0258a8", "#000000", "#0f4a85"],
  "button-secondaryBackground": ["#00000000", "#e5e5e5", "", "#ffffff"],
  "button-secondaryForeground": ["#cccccc", "#3b3b3b", "#ffffff", "#292929"],
  "button-secondaryHoverBackground": ["#2b2b2b", "#cccccc", "", ""],
  "charts-blue": ["#59a4f9", "#0063d3", "#59a4f9", "#0063d3"],
  "charts-green": ["#89d185", "#388a34", "#89d185", "#374e06"],
  "charts-orange": ["#ea5c0054", "#ea5c0054", "", ""],
  "charts-purple": ["#b180d7", "#652d90", "#b180d7", "#652d90"],
  "checkbox-selectBackground": ["#202020", "#f8f8f8", "#0c141f", "#ffffff"],
  contrastActiveBorder: ["", "", "#f38518", "#006bbd"],
  contrastBorder: ["", "", "#6fc3df", "#0f4a85"],
  "debugTokenExpression-boolean": ["#4e94ce", "#0000ff", "#75bdfe", "#0000ff"],
  "debugTokenExpression-name": ["#c586c0", "#9b46b0", "#ffffff", "#292929"],
  "debugTokenExpression-number": ["#b5cea8", "#098658", "#89d185", "#098658"],
  "debugTokenExpression-string": ["#ce9178", "#a31515", "#f48771", "#a31515"],
  descriptionForeground: ["#9d9d9d", "#3b3b3b", "#ffffffb2", "#292929b2"],
  disabledForeground: ["#cccccc80", "#61616180", "#a5a5a5", "#7f7f7f"],
  "dropdown-background": ["#313131", "#ffffff", "#000000", "#ffffff"],
  "dropdown-border": ["#3c3c3c", "#cecece", "#6fc3df", "#0f4a85"],
  "dropdown-foreground": ["#cccccc", "#3b3b3b", "#ffffff", "#292929"],
  "editor-background": ["#1f1f1f", "#ffffff", "#000000", "#ffffff"],
  "editor-findMatchBackground": ["#9e6a03", "#a8ac94", "", ""],
  "editor-findMatchHighlightBackground": ["#ea5c0054", "#ea5c0054", "", ""],
  "editor-foreground": ["#cccccc", "#3b3b3b", "#ffffff", "#292929"],
  "editor-selectionForeground": ["", "", "#000000", "#ffffff"],
  "editor-selectionBackground": ["#264f78", "#add6ff", "#ffffff", "#0f4a85"],
  "editorWarning-foreground": ["#cca700", "#bf8803", "#ffd370", "#895503"],
  "editorWidget-background": ["#202020", "#f8f8f8", "#0c141f", "#ffffff"],
  "editorWidget-border": ["#cccccc33", "#3b3b3b33", "#6fc3df", "#0f4a85"],
  errorForeground: ["#f85149", "#f85149", "#f48771", "#b5200d"],
  focusBorder: ["#0078d4", "#005fb8", "#f38518", "#006bbd"],
  foreground: ["#cccccc", "#3b3b3b", "#ffffff", "#292929"],
  "gitDecoration-addedResourceForeground": ["#81b88b", "#587c0c", "#a1e3ad", "#374e06"],
  "gitDecoration-deletedResourceForeground": ["#c74e39", "#ad0707", "#c74e39", "#ad0707"],
  "gitDecoration-modifiedResourceForeground": ["#e2c08d", "#895503", "#e2c08d", "#895503"],
  "icon-foreground": ["#cccccc", "#3b3b3b", "#ffffff", "#292929"],
  "input-background": ["#313131", "#ffffff", "#000000", "#ffffff"],
  "input-border": ["#3c3c3c", "#cecece", "#6fc3df", "#0f4a85"],
  "input-foreground": ["#cccccc", "#3b3b3b", "#ffffff", "#292929"],
  "input-placeholderForeground": ["#989898", "#767676", "#ffffffb2", "#292929b2"],
  "inputOption-activeForeground": ["#ffffff", "#000000", "#ffffff", "#292929"],
  "inputValidation-errorBackground": ["#5a1d1d", "#f2dede", "#000000", "#ffffff"],
  "inputValidation-errorBorder": ["#be1100", "#be1100", "#6fc3df", "#0f4a85"],
  "inputValidation-errorForeground": ["", "", "", "#292929"],
  "inputValidation-warningBackground": ["#352a05", "#f6f5d2", "#000000", "#ffffff"],
  "inputValidation-warningForeground": ["", "", "", "#292929"],
  "keybindingLabel-background": ["#8080802b", "#dddddd66", "#00000000", "#00000000"],
  "keybindingLabel-border": ["#33333399", "#cccccc66", "#6fc3df", "#0f4a85"],
  "keybindingLabel-foreground": ["#cccccc", "#3b3b3b", "#ffffff", "#292929"],
  "list-activeSelectionBackground": ["#04395e", "#e8e8e8", "", "#0f4a851a"],
  "list-activeSelectionForeground": ["#ffffff", "#000000", "", ""],
  "list-focusOutline": ["#0078d4", "#005fb8", "#f38518", "#006bbd"],
  "list-hoverBackground": ["#2a2d2e", "#f2f2f2", "#ffffff1a", "#0f4a851a"],
  "list-inactiveSelectionBackground": ["#37373d", "#e4e6f1", "", "#0f4a851a"],
  "menu-background": ["#1f1f1f", "#ffffff", "#000000", "#ffffff"],
  "menu-border": ["#454545", "#cecece", "#6fc3df", "#0f4a85"],
  "menu-foreground": ["#cccccc", "#3b3b3b", "#ffffff", "#292929"],
  "menu-selectionBackground": ["#0078d4", "#005fb8", "", "#0f4a851a"],
  "menu-selectionBorder": ["", "", "#f38518", "#006bbd"],
  "menu-selectionForeground": ["#ffffff", "#ffffff", "", ""],
  "panel-border": ["#2b2b2b", "#e5e5e5", "#6fc3df", "#0f4a85"],
  "progressBar-background": ["#0078d4", "#005fb8", "#6fc3df", "#0f4a85"],
  "quickInput-background": ["#222222", "#f8f8f8", "#0c141f", "#ffffff"],
  "quickInput-foreground": ["#cccccc", "#3b3b3b", "#ffffff", "#292929"],
  "quickInputList-focusBackground": ["#04395e", "#e8e8e8", "", ""],
  "quickInputList-focusForeground": ["#ffffff", "#000000", "", ""],
  "sideBar-background": ["#181818", "#f8f8f8", "#000000", "#ffffff"],
  "symbolIcon-functionForeground": ["#b180d7", "#652d90", "#b180d7", "#652d90"],
  "symbolIcon-variableForeground": ["#75beff", "#007acc", "#75beff", "#007acc"],
  "textBlockQuote-background": ["#2b2b2b", "#f8f8f8", "", "#f2f2f2"],
  "textBlockQuote-border": ["#616161", "#e5e5e5", "#ffffff", "#292929"],
  "textCodeBlock-background": ["#2b2b2b", "#f8f8f8", "#000000", "#f2f2f2"],
  "textLink-activeForeground": ["#4daafc", "#005fb8", "#21a6ff", "#0f4a85"],
  "textLink-foreground": ["#4daafc", "#005fb8", "#21a6ff", "#0f4a85"],
  "textPreformat-background": ["#3c3c3c", "#0000001f", "", "#09345f"],
  "textPreformat-foreground": ["#d0d0d0", "#3b3b3b", "#ffffff", "#ffffff"],
  "toolbar-hoverBackground": ["#5a5d5e4f", "#b8b8b84f", "", ""],
  "toolbar-hoverOutline": ["", "", "#f38518", "#006bbd"],
  "widget-border": ["#313131", "#e5e5e5", "#6fc3df", "#0f4a85"],
};

/** Sets the variables that VS Code sets in a webview. */
export function applyTheme(name: string): void {
  const at = Math.max(
    0,
    names.findIndex((each) => each === name),
  );
  const { style } = document.documentElement;
  for (const [key, value] of Object.entries(fonts)) style.setProperty(`--vscode-${key}`, value);
  // An empty value takes away what another theme had.
  for (const [key, values] of Object.entries(colours)) style.setProperty(`--vscode-${key}`, values[at] ?? "");
  const kind = kinds[at] ?? kinds[0];
  document.body.dataset["vscodeThemeKind"] = kind;
  document.body.classList.remove(...kinds);
  document.body.classList.add(kind, ...(name === "hc-light" ? ["vscode-high-contrast"] : []));
}
