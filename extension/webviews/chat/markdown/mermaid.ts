import { t } from "../../shared/l10n.js";

/** Longer ones are not drawn: that would take seconds, and nobody could read them. */
const longest = 20_000;
/** A shape that is a picture from an address. The page would refuse to fetch it; it is not even asked for. */
const picture = /@\{[^}]*["']?img["']?\s*:/;

export interface Drawing {
  /** A picture in itself: shown as an image, nothing in it can run or fetch anything. */
  url: string;
  width: number;
  height: number;
}

let last: Promise<unknown> = Promise.resolve();
let count = 0;

/** What Mermaid can read as a colour. */
const colourForm = /^(?:#[\da-f]{3,8}|rgba?\([\d\s.,%/]+\))$/i;

/** The colours of the theme that is on, as Mermaid's. What the theme leaves out, Mermaid chooses itself. */
function themeOf(element: Element): Record<string, string | boolean> {
  const style = getComputedStyle(element);
  const colour = (...names: string[]): string | undefined =>
    names.map((name) => style.getPropertyValue(`--vscode-${name}`).trim()).find((value) => colourForm.test(value));
  const text = colour("editor-foreground", "foreground");
  const ground = colour("editor-background", "sideBar-background");
  const line = colour("contrastBorder", "descriptionForeground") ?? text;
  const node = colour("editorWidget-background", "list-inactiveSelectionBackground") ?? ground;
  const colours: Record<string, string | undefined> = {
    background: ground,
    primaryColor: node,
    primaryTextColor: text,
    primaryBorderColor: line,
    secondaryColor: node,
    tertiaryColor: ground,
    lineColor: line,
    textColor: text,
    mainBkg: node,
    nodeBorder: line,
  };
  const known = Object.entries(colours).filter((each): each is [string, string] => each[1] !== undefined);
  const darkMode = /dark|high-contrast(?!-light)/.test(document.body.className);
  return { ...Object.fromEntries(known), darkMode, fontFamily: "sans-serif", fontSize: "13px" };
}

/**
 * Draws one diagram after another: Mermaid has one configuration for all. It measures words in the page, in `stage`, and gets the strictest
 * of its levels of security; what it gives is never put into the page, but into an image.
 */
export function drawDiagram(source: string, stage: HTMLElement): Promise<Drawing> {
  const draw = async (): Promise<Drawing> => {
    if (source.length > longest) throw new RangeError(t("It is too long."));
    if (picture.test(source)) throw new RangeError(t("It shows pictures from other addresses."));
    const { default: mermaid } = await import("mermaid");
    mermaid.initialize({
      startOnLoad: false,
      securityLevel: "strict",
      suppressErrorRendering: true,
      theme: "base",
      themeVariables: themeOf(stage),
      htmlLabels: false,
      maxTextSize: longest,
      // What a diagram says about its own configuration is not followed.
      secure: [
        "secure",
        "securityLevel",
        "startOnLoad",
        "maxTextSize",
        "suppressErrorRendering",
        "theme",
        "themeVariables",
        "themeCSS",
        "fontFamily",
        "htmlLabels",
      ],
    });
    const { svg } = await mermaid.render(`diagram-${++count}`, source, stage);
    return toImage(svg);
  };
  const drawing = last.then(draw, draw);
  last = drawing.catch(() => undefined);
  return drawing;
}

function toImage(svg: string): Drawing {
  const { documentElement: root } = new DOMParser().parseFromString(svg, "image/svg+xml");
  if (root.localName !== "svg") throw new SyntaxError("The diagram cannot be shown as a picture.");
  const [, , width = 0, height = 0] = (root.getAttribute("viewBox") ?? "").split(/[\s,]+/).map(Number);
  if (!(width > 0 && height > 0)) throw new SyntaxError("The diagram has no size.");
  // An image has no page to take its size from.
  root.setAttribute("width", String(width));
  root.setAttribute("height", String(height));
  root.removeAttribute("style");
  const text = new XMLSerializer().serializeToString(root);
  return { url: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`, width, height };
}
