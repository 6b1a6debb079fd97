import { z } from 'zod';
import type { Column } from '../contract/results.ts';
import type { Text } from '../contract/text.ts';
import type { Sql } from '../facts/sql.ts';
import type { Context, MetricDefinition, Privacy } from '../metrics/define.ts';

const cells = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

interface TableOptions {
  readonly id: string;
  readonly label: Text;
  readonly definition: Text;
  readonly columns: readonly Column[];
  readonly privacy?: Privacy;
  readonly query: (context: Context) => Sql | Promise<Sql>;
}

/** A canonical table as it stands in the snapshot: pseudonymous rows, canonical column names, all of them. */
export function defineTable(table: TableOptions): MetricDefinition {
  return {
    id: table.id,
    shape: 'table',
    unit: 'text',
    family: 'tables',
    label: table.label,
    question: { fr: 'Que contient le jeu de données ?', en: 'What is in the data?' },
    definition: table.definition,
    formula: `select ${table.columns.map((column) => column.key).join(', ')}`,
    range: { fr: 'Une ligne par enregistrement.', en: 'One row per record.' },
    nullRule: { fr: 'Vide : absent de la source.', en: 'Empty: absent from the source.' },
    reference: 'pipelines/canonical/schema.sql',
    needs: [],
    columns: table.columns,
    ...(table.privacy ? { privacy: table.privacy } : {}),
    version: 1,
    compute: async (context) => ({ rows: await context.snapshot.db.all(cells, await table.query(context)) }),
  };
}
