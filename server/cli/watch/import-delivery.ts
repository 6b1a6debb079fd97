import { z } from 'zod';
import {
  type ImportFailure,
  importFailureSchema,
  type ImportReport,
  importReportSchema,
} from '../../contract/imports.ts';
import type { CliContext } from '../context.ts';

const lineSchema = z.union([
  z.object({ result: z.array(importReportSchema) }),
  z.object({ error: importFailureSchema }),
]);

/** How one import ended. */
export interface Ended {
  readonly reports: readonly ImportReport[];
  readonly error: ImportFailure | null;
  /** 0 done, 1 the user can mend it, 2 our fault. */
  readonly code: number;
}

/** Imports one delivery in a process of its own. An import that ends without a word has failed too. */
export async function importDelivery(context: CliContext, args: readonly string[]): Promise<Ended> {
  const said: z.infer<typeof lineSchema>[] = [];
  const code = await context.runScript('pipelines/run.ts', ['import', ...args], (line) => {
    const parsed = lineSchema.safeParse(JSON.parse(line));
    if (parsed.success) said.push(parsed.data);
  });
  const last = said.at(-1);
  if (last !== undefined && 'result' in last) return { reports: last.result, error: null, code: 0 };
  const error = last?.error ?? {
    file: null,
    line: null,
    problem: { fr: 'l’import s’est arrêté sans rien dire', en: 'the import stopped without a word' },
    remedy: {
      fr: 'La mémoire a pu manquer. Rien n’a été publié : importez à nouveau, ou donnez plus de mémoire à la machine',
      en: 'Memory may have run out. Nothing was published: import again, or give the machine more memory',
    },
  };
  return { reports: [], error, code: code === 0 ? 2 : code };
}
