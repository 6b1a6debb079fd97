import type { DuckDBConnection } from '@duckdb/node-api';
import { ImportError } from '../import-error.ts';
import type { Staged } from '../sources/define.ts';
import { queryRows, sqlLiteral, textOf } from '../store/run-sql.ts';
import { figure, type Words } from '../words.ts';
import { total } from './report.ts';

/** What became of the records read: records_read = used + total(ignored) + duplicates + total(rejected). */
export interface Accounting {
  readonly records_read: number;
  readonly used: number;
  readonly ignored: Readonly<Record<string, number>>;
  readonly duplicates: number;
  readonly rejected: Readonly<Record<string, number>>;
}

const rejectedShareLimit = 0.05;

/**
 * Counts what became of each record and judges whether the delivery can be published. Events whose date can't be true
 * are counted here as rejected records of their delivery.
 * Throws ImportError when there is nothing to load, or when more than 5 % is rejected and the user has not accepted it.
 */
export async function check(
  db: DuckDBConnection,
  staged: Staged,
  delivery: string,
  acceptRejects: boolean,
  warn: (message: Words) => void,
): Promise<Accounting> {
  const outOfRange = await rejectImpossibleDates(db, staged, delivery);
  const rows = await queryRows(
    db,
    `select outcome, coalesce(rule, 'unspecified') as rule, sum(records)::bigint as records from staged_records group by all order by all`,
  );
  const of = (outcome: string): Record<string, number> =>
    Object.fromEntries(
      rows.filter((row) => row['outcome'] === outcome).map((row) => [String(row['rule']), Number(row['records'])]),
    );
  const records = rows.reduce((sum, row) => sum + Number(row['records']), 0);
  const accounting: Accounting = {
    records_read: records,
    used: total(of('used')),
    ignored: of('ignored'),
    duplicates: total(of('duplicate')),
    rejected: of('rejected'),
  };
  const known = accounting.used + total(accounting.ignored) + accounting.duplicates + total(accounting.rejected);
  if (known !== records) throw new Error(`${delivery}: ${records} records read, but ${known} accounted for`);
  await refuseTooManyRejects(db, accounting, delivery, acceptRejects, warn);
  await refuseEmpty(db, staged, delivery, outOfRange);
  return accounting;
}

/** Removes events outside the believable dates; a record that gave only such an event moves from used to rejected. */
async function rejectImpossibleDates(db: DuckDBConnection, staged: Staged, delivery: string): Promise<number> {
  if (staged.clock !== 'absolute') return 0;
  const impossible = `occurred_at < getvariable('earliest')::timestamp or occurred_at >= getvariable('latest')::timestamp`;
  const [row] = await queryRows(db, `select count(*) as events from staged_events where ${impossible}`);
  const events = Number(row?.['events'] ?? 0);
  if (events === 0) return 0;
  // A reaction or mention shares its record with the message it hangs on.
  const ownRecord = `kind not in ('reaction', 'mention')`;
  const [own] = await queryRows(
    db,
    `select count(*) as events from staged_events where (${impossible}) and ${ownRecord}`,
  );
  const taken = Number(own?.['events'] ?? 0);
  await db.run(
    `with used as (
       select rowid as row_at, sum(records) over (order by rowid) - records as before from staged_records where outcome = 'used'
     )
     update staged_records set records = records - least(records, ${taken} - before)
       from used where rowid = row_at and before < ${taken};
     delete from staged_records where records = 0;
     insert into staged_records (file, line, outcome, rule, detail)
       select ${sqlLiteral(delivery)}, null, 'rejected', 'date_out_of_range', occurred_at::date::varchar
       from staged_events where (${impossible}) and ${ownRecord};
     delete from staged_events where ${impossible}`,
  );
  return events;
}

async function refuseTooManyRejects(
  db: DuckDBConnection,
  accounting: Accounting,
  delivery: string,
  acceptRejects: boolean,
  warn: (message: Words) => void,
): Promise<void> {
  const rejected = total(accounting.rejected);
  if (rejected === 0) return;
  const share = rejected / accounting.records_read;
  const [some, all, percent] = [figure(rejected), figure(accounting.records_read), figure(share * 100, 1)];
  const counted: Words = {
    fr: `enregistrements rejetés : ${some.fr} sur ${all.fr} (${percent.fr} %)`,
    en: `records rejected: ${some.en} of ${all.en} (${percent.en}%)`,
  };
  if (share <= rejectedShareLimit || acceptRejects) {
    warn(counted);
    return;
  }
  const [first] = await queryRows(
    db,
    `select file, line, rule from staged_records where outcome = 'rejected' order by file, line nulls last limit 1`,
  );
  throw new ImportError(
    textOf(first?.['file']) ?? delivery,
    first?.['line'] === null || first?.['line'] === undefined ? null : Number(first['line']),
    {
      fr: `${counted.fr}, le premier à cet endroit ; au-delà de 5 %, rien n’est publié`,
      en: `${counted.en}, the first of them here; beyond 5%, nothing is published`,
    },
    {
      fr: 'Corrigez le fichier. Pour publier sans ces enregistrements, cochez l’option qui accepte les rejets (en ligne de commande : --accept-rejects)',
      en: 'Mend the file. To publish without these records, tick the option that accepts rejects (on the command line: --accept-rejects)',
    },
    { rejected: accounting.rejected },
  );
}

async function refuseEmpty(db: DuckDBConnection, staged: Staged, delivery: string, outOfRange: number): Promise<void> {
  if (await hasRows(db, ['events'])) return;
  // A directory or side file has no clock of its own, and no event to expect.
  const others = ['people', 'communities', 'memberships', 'interventions', 'reported'];
  if (staged.clock === 'none' && (await hasRows(db, others))) return;
  if (staged.clock === 'none') throw nothingIn(delivery);
  throw new ImportError(
    delivery,
    null,
    outOfRange > 0
      ? {
          fr: 'tous les événements sont datés d’avant 1995 ou de l’avenir',
          en: 'every event is dated before 1995 or in the future',
        }
      : {
          fr: 'cette livraison ne contient aucun événement utilisable',
          en: 'this delivery holds no event that can be used',
        },
    {
      fr: 'Vérifiez la période et les canaux choisis pour l’export, puis refaites-le',
      en: 'Check the period and the channels chosen when the export was made, then export again',
    },
  );
}

/** A directory, a calendar or a report has neither period nor channels to choose again. */
function nothingIn(delivery: string): ImportError {
  return new ImportError(
    delivery,
    null,
    { fr: 'cette livraison ne contient aucune ligne utilisable', en: 'this delivery holds no line that can be used' },
    {
      fr: 'Vérifiez que le fichier ne se réduit pas à son en-tête et qu’il est entier, puis refaites l’export',
      en: 'Check that the file is more than its header and that it is whole, then make the export again',
    },
  );
}

async function hasRows(db: DuckDBConnection, tables: readonly string[]): Promise<boolean> {
  const each = tables.map((table) => `select 1 from staged_${table}`);
  return (await queryRows(db, `${each.join(' union all ')} limit 1`)).length > 0;
}
