import { stringify, parseDocument } from 'yaml';
import { z } from 'zod';
import { ImportError } from '../import-error.ts';
import { isTimeZone } from '../store/settings.ts';
import type { Words } from '../words.ts';
import { kindCodesOf, roles, tableKinds } from './roles.ts';

export const mappingVersion = 1;
export const formats = ['csv', 'json', 'jsonl', 'parquet', 'xlsx'] as const;

const text = z.string().min(1).max(300);
/** One column, or several spellings of it of which the first that is there is read. */
const column = z.union([text, z.array(text).min(1).max(20)]);

/** A mapping: which column of a file is who, when, where, what and to whom. Written as YAML or JSON. */
export const mappingSchema = z
  .strictObject({
    vigie_mapping: z.literal(mappingVersion),
    /** How people call it; the name of its file in the data folder derives from it. */
    name: z.string().min(1).max(120),
    /** The tool that the files come from: files of one tool share their ids. */
    platform: z
      .string()
      .regex(/^[a-z][a-z-]{0,38}[a-z]$/)
      .optional(),
    /** A shipped suggestion that nobody has checked against a real export. */
    status: z.literal('unverified').optional(),
    table: z.enum(tableKinds),
    file: z
      .strictObject({
        format: z.enum(formats),
        /** CSV: what stands between two cells. */
        separator: z.enum([',', ';', '\t', '|']).optional(),
        /** CSV and XLSX: lines above the header. */
        skip: z.int().min(0).max(100).optional(),
        /** CSV and XLSX: false when the first line is data; columns are then called "column 1", "column 2"… */
        header: z.boolean().optional(),
        /** XLSX: the sheet; without it, the first. */
        sheet: text.optional(),
        /** JSON: where the list of records stands, such as `data.posts`; without it, the file is the list. */
        records: text.optional(),
      })
      .optional(),
    columns: z.record(z.string(), column),
    kinds: z
      .strictObject({
        /** What every row is, when no column tells. */
        always: z.string().optional(),
        /** What each value of the kind column means; letter case does not matter, `""` is an empty cell. */
        values: z.record(z.string(), z.string()).optional(),
        /** What a value that is not listed means; without it, such rows are rejected. */
        otherwise: z.string().optional(),
      })
      .optional(),
    dates: z
      .strictObject({
        order: z.enum(['day-first', 'month-first']).optional(),
        /** Such as `%d.%m.%y %H:%M`, when nothing simpler reads the dates. */
        format: text.optional(),
        /** The zone of times that name none; without it, UTC. */
        zone: text.optional(),
      })
      .optional(),
    /** The columns of the file that it was made for: a file with the same ones is recognised by itself. */
    fingerprint: z.array(z.string()).optional(),
  })
  .superRefine((mapping, context) => {
    const refuse = (path: string[], fr: string, en: string): void =>
      context.addIssue({ code: 'custom', path, message: JSON.stringify({ fr, en }) });
    const known = roles[mapping.table].map(({ name }) => name);
    for (const name of Object.keys(mapping.columns)) {
      if (known.includes(name)) continue;
      refuse(
        ['columns', name],
        `rôle inconnu ; ceux de « ${mapping.table} » : ${known.join(', ')}`,
        `unknown role; those of “${mapping.table}”: ${known.join(', ')}`,
      );
    }
    for (const { name, required, label } of roles[mapping.table]) {
      if (required === true && mapping.columns[name] === undefined && !idStandsIn(mapping, name)) {
        refuse(['columns', name], `aucune colonne ne dit : ${label.fr}`, `no column tells: ${label.en}`);
      }
    }
    if (mapping.dates?.zone !== undefined && !isTimeZone(mapping.dates.zone)) {
      refuse(['dates', 'zone'], 'fuseau horaire inconnu', 'unknown time zone');
    }
    const codes = kindCodesOf(mapping.table);
    const { always, values = {}, otherwise } = mapping.kinds ?? {};
    const written = [
      ...(always === undefined ? [] : [['always', always] as const]),
      ...(otherwise === undefined ? [] : [['otherwise', otherwise] as const]),
      ...Object.entries(values).map(([value, code]) => [`values.${value}`, code] as const),
    ];
    for (const [place, code] of written) {
      if (codes.includes(code)) continue;
      refuse(
        ['kinds', place],
        `« ${code} » n’est pas un type ; types possibles : ${codes.join(', ') || 'aucun'}`,
        `“${code}” is no kind; possible kinds: ${codes.join(', ') || 'none'}`,
      );
    }
    if (mapping.table === 'events' && mapping.columns['kind'] === undefined && always === undefined) {
      refuse(
        ['kinds', 'always'],
        'aucune colonne ne dit ce qu’est chaque ligne : donnez un type pour toutes',
        'no column tells what each row is: give one kind for all',
      );
    }
  });

export type Mapping = z.infer<typeof mappingSchema>;

/** A person is known by the e-mail address where there is no other id. */
function idStandsIn(mapping: { columns: Record<string, unknown> }, role: string): boolean {
  return (
    (role === 'person_id' && mapping.columns['email'] !== undefined) ||
    (role === 'actor' && mapping.columns['actor_email'] !== undefined)
  );
}

/** Reads a mapping from YAML or JSON. `shownAs` names it in errors. Throws ImportError that names line or key. */
export function readMapping(source: string, shownAs: string): Mapping {
  const document = parseDocument(source, { prettyErrors: true });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const [detail = ''] = broken.message.split('\n');
    throw new ImportError(
      shownAs,
      broken.linePos?.[0].line ?? null,
      {
        fr: `cette association de colonnes n’est pas du YAML lisible (détail technique : ${detail})`,
        en: `this mapping is not readable YAML (${detail})`,
      },
      correct,
    );
  }
  return validMapping(document.toJS({ maxAliasCount: 0 }) as unknown, shownAs);
}

/** A mapping from a plain value. Throws ImportError that names the key at fault. */
export function validMapping(value: unknown, shownAs: string): Mapping {
  const parsed = mappingSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.map(String).join('.') ?? '';
  const where: Words = place === '' ? { fr: '', en: '' } : { fr: ` « ${place} »`, en: ` “${place}”` };
  const words = issueWords(issue, value);
  throw new ImportError(
    shownAs,
    null,
    {
      fr: `cette association de colonnes est refusée${where.fr} : ${words.fr}`,
      en: `this mapping is refused${where.en}: ${words.en}`,
    },
    correct,
  );
}

const correct: Words = {
  fr: 'Corrigez-la ; « vigie map FICHIER » en propose une entière',
  en: 'Mend it; “vigie map FILE” proposes a whole one',
};

function issueWords(issue: z.core.$ZodIssue | undefined, value: unknown): Words {
  if (issue?.code === 'custom') return JSON.parse(issue.message) as Words;
  // The library's own words, in each language.
  const said = (locale: ReturnType<typeof z.locales.fr>): string =>
    mappingSchema.safeParse(value, { error: locale.localeError }).error?.issues[0]?.message ?? '';
  return { fr: said(z.locales.fr()), en: said(z.locales.en()) };
}

/** A mapping as YAML, keys in a reader's order; `notes` become comments beside the roles they are about. */
export function writeMapping(
  mapping: Mapping,
  head: readonly string[] = [],
  notes: ReadonlyMap<string, string> = new Map(),
): string {
  const yaml = stringify(mapping, { lineWidth: 0 });
  const lines = yaml.split('\n');
  let inColumns = false;
  const annotated = lines.map((line) => {
    if (/^\S/.test(line)) inColumns = line.startsWith('columns:');
    const name = inColumns ? /^ {2}([a-z_]+):/.exec(line)?.[1] : undefined;
    const note = name === undefined ? undefined : notes.get(name);
    return note === undefined ? line : `${line} # ${note.replaceAll('\n', ' ')}`;
  });
  return [...head.map((line) => `# ${line.replaceAll('\n', ' ')}`), ...annotated].join('\n');
}
