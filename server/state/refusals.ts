import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const refusalSchema = z.object({
  person_id: z.string(),
  /** ISO 8601, UTC. */
  refused_at: z.string(),
});
export type Refusal = z.infer<typeof refusalSchema>;

const fileSchema = z.object({ format: z.literal(1), refusals: z.array(refusalSchema) });

const pathIn = (dataFolder: string): string => join(dataFolder, 'refusals.json');

/**
 * Who asked not to be proposed, by pseudonym, the oldest first; nobody when the file is absent.
 * @throws ZodError on a file that is none of ours: a refusal is never taken for absent because it can't be read.
 */
export function readRefusals(dataFolder: string): Refusal[] {
  let text: string;
  try {
    text = readFileSync(pathIn(dataFolder), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return fileSchema.parse(JSON.parse(text)).refusals;
}

/** Notes that somebody asks not to be proposed. The same again changes nothing. */
export function refuse(dataFolder: string, personId: string, now: Date): void {
  const refusals = readRefusals(dataFolder);
  if (refusals.some(({ person_id }) => person_id === personId)) return;
  write(dataFolder, [...refusals, { person_id: personId, refused_at: now.toISOString() }]);
}

/** Takes a refusal back, since the person wants it. Of somebody who refused nothing, it changes nothing. */
export function withdrawRefusal(dataFolder: string, personId: string): void {
  const refusals = readRefusals(dataFolder);
  const left = refusals.filter(({ person_id }) => person_id !== personId);
  if (left.length < refusals.length) write(dataFolder, left);
}

/** For its owner's eyes; a reader sees the former list or the new one, never half of each. */
function write(dataFolder: string, refusals: readonly Refusal[]): void {
  const path = pathIn(dataFolder);
  const file: z.infer<typeof fileSchema> = { format: 1, refusals: [...refusals] };
  writeFileSync(`${path}.new`, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}
