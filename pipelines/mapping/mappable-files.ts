import type { Delivery } from '../sources/define.ts';

const table = /\.(csv|tsv|txt|json|jsonl|ndjson|parquet|xlsx)$/i;
const ownName = /^vigie-mapping\.(ya?ml|json)$/i;

/** The mapping that was delivered beside the data, at the top of the delivery, or null. */
export function ownMapping(delivery: Delivery): string | null {
  return delivery.files.find(({ path }) => ownName.test(path))?.path ?? null;
}

/** The files of a delivery that a mapping can read. */
export function mappableFiles(delivery: Delivery): readonly string[] {
  return delivery.files.map(({ path }) => path).filter((path) => table.test(path) && !ownName.test(path));
}
