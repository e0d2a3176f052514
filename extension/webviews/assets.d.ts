declare module "*.css";

/** The bundle of a worker, as text. */
declare module "*?source" {
  const source: string;
  export default source;
}
