import type { Locator } from "playwright-core";

/** Texts of a page whose colour stands out too little from what is behind them, each with its ratio; by the formula of WCAG 2. */
export function faintTexts(root: Locator, least: number): Promise<string[]> {
  return root.evaluate((element, wanted) => {
    type Colour = [red: number, green: number, blue: number, alpha: number];
    const parse = (css: string): Colour => {
      const [red = 0, green = 0, blue = 0, alpha = 1] = (css.match(/[\d.]+/g) ?? []).map(Number);
      return css.startsWith("color(srgb") ? [red * 255, green * 255, blue * 255, alpha] : [red, green, blue, alpha];
    };
    const over = ([red, green, blue, alpha]: Colour, [r, g, b]: Colour): Colour => [
      red * alpha + r * (1 - alpha),
      green * alpha + g * (1 - alpha),
      blue * alpha + b * (1 - alpha),
      1,
    ];
    const behind = (from: Element | null): Colour => {
      if (!from) return [255, 255, 255, 1];
      const own = parse(getComputedStyle(from).backgroundColor);
      return own[3] === 1 ? own : over(own, behind(from.parentElement));
    };
    const light = (colour: Colour): number => {
      const [red = 0, green = 0, blue = 0] = colour.slice(0, 3).map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const ratio = (text: Element): number => {
      const ground = behind(text);
      const [one, other] = [light(over(parse(getComputedStyle(text).color), ground)), light(ground)];
      return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    };
    const hasText = (node: Element): boolean =>
      [...node.childNodes].some(({ nodeType, data }: ChildNode & { data?: string }) => nodeType === 3 && data?.trim());
    return [...element.querySelectorAll("*")]
      .filter((node) => hasText(node) && node.checkVisibility({ opacityProperty: true }) && !node.closest(":disabled, .visually-hidden"))
      .filter((node) => ratio(node) < wanted)
      .map((node) => `${ratio(node).toFixed(1)}: ${node.className} "${node.textContent.slice(0, 30)}"`);
  }, least);
}
