import { rm } from 'node:fs/promises';
import { openDelivery } from '../delivery/open-delivery.ts';
import { isSmallDelivery } from '../delivery/size.ts';
import { stageMapped } from '../sources/mapped-file/stage-mapped.ts';
import { mappedFile } from '../sources/mapped-file/source.ts';
import { stage } from '../steps/stage.ts';
import { dataFolder } from '../store/data-folder.ts';
import { openDuckDb } from '../store/duckdb.ts';
import { queryRows, sqlLiteral, textOf } from '../store/run-sql.ts';
import type { Mapping } from './document.ts';
import { lookFolder } from './look-folder.ts';
import { sampleRows } from './profile.ts';
import { tableOf } from './sniff.ts';

export interface CheckRequest {
  readonly data: string;
  readonly path: string;
  readonly mapping: Mapping;
  readonly memoryLimit: string;
  readonly now: Date;
}

/** What an import under a mapping would make of the first rows of each file. The counts add up as in an import. */
export interface MappingCheck {
  readonly records_read: number;
  readonly used: number;
  readonly ignored: Readonly<Record<string, number>>;
  readonly duplicates: number;
  readonly rejected: Readonly<Record<string, number>>;
  /** The first rejected records. */
  readonly examples: readonly {
    readonly file: string;
    readonly line: number | null;
    readonly rule: string;
    readonly detail: string | null;
  }[];
  readonly events: Readonly<Record<string, number>>;
  readonly people: number;
  readonly communities: number;
  /** Events that go from one person to another: what ties are made of. */
  readonly addressed: number;
  /** Days in the mapping’s own time zone. */
  readonly first_day: string | null;
  readonly last_day: string | null;
  /** Whether every row was read, rather than the first 20,000 of a file. */
  readonly whole: boolean;
}

const examples = 5;

/** Reads the first rows through a mapping and counts what would become of them; publishes nothing. Throws ImportError. */
export async function checkMapping(request: CheckRequest): Promise<MappingCheck> {
  const workFolder = await lookFolder(dataFolder(request.data).root);
  const opened = await openDelivery(request.path, workFolder, () => {});
  const database = await openDuckDb(':memory:', {
    tempFolder: workFolder,
    memoryLimit: request.memoryLimit,
    isSmall: opened.views.every(isSmallDelivery),
  });
  try {
    const { db } = database;
    const { delivery } = tableOf(opened.views);
    await stage({
      received: {
        delivery,
        source: { ...mappedFile, stage: (context) => stageMapped(context, request.mapping, sampleRows) },
        hash: '',
        demo: false,
        close: () => opened.close(),
      },
      options: { undirected: false, origin: null, departments: null, mapping: request.mapping },
      workFolder,
      db,
      now: request.now,
      warn: () => {},
      progress: () => {},
    });
    return await counted(db, request.mapping.dates?.zone ?? 'UTC');
  } finally {
    await database.close();
    await opened.close();
    await rm(workFolder, { recursive: true, force: true });
  }
}

async function counted(db: Parameters<typeof queryRows>[0], zone: string): Promise<MappingCheck> {
  const day = (moment: string): string => `timezone(${sqlLiteral(zone)}, timezone('UTC', ${moment}))::date::varchar`;
  const outcomes = await queryRows(
    db,
    `select outcome, coalesce(rule, '') as rule, sum(records)::bigint as records from staged_records group by all order by records desc, rule`,
  );
  const of = (outcome: string): Record<string, number> =>
    Object.fromEntries(
      outcomes.filter((row) => row['outcome'] === outcome).map((row) => [String(row['rule']), Number(row['records'])]),
    );
  const sum = (counts: Record<string, number>): number =>
    Object.values(counts).reduce((total, count) => total + count, 0);
  const kinds = await queryRows(
    db,
    'select kind, count(*) as events from staged_events group by kind order by events desc, kind',
  );
  const [facts] = await queryRows(
    db,
    `select
       (select count(*) from (select native_id from staged_people union select actor_native_id from staged_events
          union select target_native_id from staged_events where target_native_id is not null
          union select person_native_id from staged_memberships)) as people,
       (select count(*) from (select native_id from staged_communities union select community_native_id from staged_events where community_native_id is not null
          union select community_native_id from staged_memberships)) as communities,
       (select count(*) from staged_events where target_native_id is not null and target_native_id <> actor_native_id) as addressed,
       (select ${day('min(occurred_at)')} from staged_events) as first_day,
       (select ${day('max(occurred_at)')} from staged_events) as last_day,
       (select coalesce(max(records), 0) from (select sum(records)::bigint as records from staged_records group by file)) as largest`,
  );
  const rejected = await queryRows(
    db,
    `select file, line, rule, detail from staged_records where outcome = 'rejected' order by file, line nulls last limit ${examples}`,
  );
  return {
    records_read: outcomes.reduce((total, row) => total + Number(row['records']), 0),
    used: sum(of('used')),
    ignored: of('ignored'),
    duplicates: sum(of('duplicate')),
    rejected: of('rejected'),
    examples: rejected.map((row) => ({
      file: String(row['file']),
      line: row['line'] === null ? null : Number(row['line']),
      rule: String(row['rule']),
      detail: textOf(row['detail']),
    })),
    events: Object.fromEntries(kinds.map((row) => [String(row['kind']), Number(row['events'])])),
    people: Number(facts?.['people'] ?? 0),
    communities: Number(facts?.['communities'] ?? 0),
    addressed: Number(facts?.['addressed'] ?? 0),
    first_day: textOf(facts?.['first_day']),
    last_day: textOf(facts?.['last_day']),
    whole: Number(facts?.['largest'] ?? 0) < sampleRows,
  };
}
