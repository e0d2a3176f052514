import { flag, integer, list as listOf, optional, own, string as stringOf, type Fields } from "../../infrastructure/readers.js";

/** Ids and names are short; a question may hold a file. */
export const longestName = 4096;
const longestText = 16 * 1024 * 1024;
export const mostItems = 1000;
/** The largest picture, as base64. */
export const longestPicture = 28 * 1024 * 1024;

export const string = (from: Fields, key: string, longest = longestName): string => stringOf(from, key, longest);

export const text = (from: Fields, key: string): string => string(from, key, longestText);

export const optionalString = (from: Fields, key: string): string | undefined =>
  own(from, key) === undefined ? undefined : string(from, key);

/** Lines and tokens count from 1. */
export const count = (from: Fields, key: string): number => integer(from, key, 1);

export const list = <T>(from: Fields, key: string, item: (value: unknown) => T): T[] => listOf(from, key, mostItems, item);

export const givenFlag = <K extends string>(from: Fields, key: K): Partial<Record<K, boolean>> => optional(from, key, flag);

export const given = <K extends string>(from: Fields, key: K): Partial<Record<K, string>> => optional(from, key, string);
