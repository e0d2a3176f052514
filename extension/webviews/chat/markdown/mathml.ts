import { createElement, type ReactNode } from "react";

/** Elements of MathML Core that only show something. */
const elements = new Set(
  "math mrow mi mo mn ms mtext mspace mfrac msqrt mroot mstyle merror mpadded mphantom msub msup msubsup munder mover munderover mtable mtr mtd mmultiscripts mprescripts none".split(
    " ",
  ),
);

/** Attributes that neither name an address nor carry a style or a script. */
const attributes = new Set(
  "accent accentunder columnspan depth dir display displaystyle fence form height largeop linethickness lspace mathcolor mathvariant maxsize minsize movablelimits rowspan rspace scriptlevel separator stretchy symmetric voffset width".split(
    " ",
  ),
);

/** What Temml sets by style: lengths, alignments and colours, never an address. */
const styles = new Map([
  ["padding", "padding"],
  ["padding-left", "paddingLeft"],
  ["padding-right", "paddingRight"],
  ["padding-top", "paddingTop"],
  ["padding-bottom", "paddingBottom"],
  ["margin-left", "marginLeft"],
  ["margin-right", "marginRight"],
  ["text-align", "textAlign"],
  ["width", "width"],
  ["height", "height"],
  ["border", "border"],
  ["border-left", "borderLeft"],
  ["border-right", "borderRight"],
  ["border-top", "borderTop"],
  ["border-bottom", "borderBottom"],
  ["color", "color"],
  ["text-decoration", "textDecoration"],
  ["math-style", "mathStyle"],
  ["math-depth", "mathDepth"],
  ["font-style", "fontStyle"],
  ["font-weight", "fontWeight"],
]);
const plainValue = /^[\w\s.#%+-]+$/;

function styleOf(text: string): Record<string, string> {
  const found = text.split(";").flatMap((each): [string, string][] => {
    const [name = "", value = ""] = each.split(/:(.*)/s).map((piece) => piece.trim());
    const property = styles.get(name);
    return property !== undefined && plainValue.test(value) ? [[property, value]] : [];
  });
  return Object.fromEntries(found);
}

/** MathML as React elements, of known elements and attributes only. What is unknown is left out, its content stays. */
export function fromMathMl(markup: string): ReactNode {
  const { documentElement } = new DOMParser().parseFromString(markup, "text/xml");
  if (documentElement.localName !== "math") throw new SyntaxError("The typesetter wrote something that is no formula.");
  return draw(documentElement, 0);
}

function draw(node: Node, key: number): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return node.nodeValue;
  if (!(node instanceof Element)) return null;
  const name = node.localName;
  if (name === "annotation" || name === "annotation-xml") return null;
  const children = [...node.childNodes].map(draw);
  if (!elements.has(name)) return createElement("mrow", { key }, ...children);
  const properties: Record<string, unknown> = { key };
  for (const { name: attribute, value } of node.attributes) {
    if (attributes.has(attribute)) properties[attribute] = value;
    else if (attribute === "style") properties["style"] = styleOf(value);
  }
  return createElement(name, properties, ...children);
}
