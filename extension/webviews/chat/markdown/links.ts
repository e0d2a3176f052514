const opened = new Set(["http:", "https:", "mailto:"]);

/** The address that a click may ask the host to open; undefined for everything that is not plainly a page or a mail address. */
export function safeHref(url: string): string | undefined {
  try {
    const parsed = new URL(url);
    return opened.has(parsed.protocol) ? parsed.href : undefined;
  } catch {
    return undefined;
  }
}
