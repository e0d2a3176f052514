/** Readers of what a webview sent, for the guards of its messages: each gives a value of its type, or refuses the whole message. */

export type Fields = Readonly<Record<string, unknown>>;

/** The longest text of a form. */
export const longestText = 256 * 1024;

class Refused extends Error {}

export function refuse(what: string): never {
  throw new Refused(what);
}

/** What was read, or undefined when a reader refused it. */
export function accepted<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

/** A field of the object itself, never one of its prototype. */
export function own(from: Fields, key: string): unknown {
  return Object.hasOwn(from, key) ? from[key] : undefined;
}

export function fields(value: unknown, what: string): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : refuse(what);
}

export function string(from: Fields, key: string, longest: number): string {
  const value = own(from, key);
  return typeof value === "string" && value.length <= longest ? value : refuse(key);
}

export function flag(from: Fields, key: string): boolean {
  const value = own(from, key);
  return typeof value === "boolean" ? value : refuse(key);
}

export function number(from: Fields, key: string): number {
  const value = own(from, key);
  return typeof value === "number" && Number.isFinite(value) ? value : refuse(key);
}

export function integer(from: Fields, key: string, least = Number.MIN_SAFE_INTEGER): number {
  const value = own(from, key);
  return typeof value === "number" && Number.isSafeInteger(value) && value >= least ? value : refuse(key);
}

export function oneOf<T extends string>(from: Fields, key: string, values: readonly T[]): T {
  const value = own(from, key);
  return values.find((each) => each === value) ?? refuse(key);
}

export function list<T>(from: Fields, key: string, most: number, item: (value: unknown) => T): T[] {
  const value = own(from, key);
  return Array.isArray(value) && value.length <= most ? value.map(item) : refuse(key);
}

export function strings(from: Fields, key: string, most: number, longest: number): string[] {
  return list(from, key, most, (each) => (typeof each === "string" && each.length <= longest ? each : refuse(key)));
}

/** An object with the field, or an empty one where it is absent. */
export function optional<K extends string, T>(from: Fields, key: K, read: (from: Fields, key: string) => T): Partial<Record<K, T>> {
  if (own(from, key) === undefined) return {};
  const only: Partial<Record<K, T>> = {};
  only[key] = read(from, key);
  return only;
}
