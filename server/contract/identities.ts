import { z } from 'zod';
import { textSchema } from './text.ts';

/** Why something is proposed or suspected. */
const reasonSchema = z.object({ code: z.string(), words: textSchema });

/** A person of the list; names are there only for a viewer who may see them and asked to. */
const listedPersonSchema = z.object({
  person_id: z.string(),
  sources: z.array(z.string()),
  display_name: z.string().nullable().optional(),
  native_id: z.string().nullable().optional(),
});
export type ListedPerson = z.infer<typeof listedPersonSchema>;

/** Who is who in a data folder: what is proposed, suspected, decided and declared. */
export const identityListSchema = z.object({
  people: z.number(),
  counts: z.object({
    joined: z.number(),
    proposals: z.number(),
    suspects: z.number(),
    out: z.number(),
    put_back: z.number(),
    departments: z.number(),
    decisions: z.number(),
  }),
  /** People of several accounts. */
  joined: z.array(
    listedPersonSchema.extend({ accounts: z.array(z.object({ account_id: z.string(), source: z.string() })) }),
  ),
  /** Pairs that may be one person: nothing follows until one is confirmed. */
  proposals: z.array(
    z.object({
      id: z.string(),
      strength: z.enum(['strong', 'fair', 'weak']),
      reasons: z.array(reasonSchema),
      people: z.array(listedPersonSchema),
    }),
  ),
  /** Who may be no person: nothing follows until it is confirmed. */
  suspects: z.array(z.object({ id: z.string(), reasons: z.array(reasonSchema), person: listedPersonSchema })),
  /** Out of all figures. */
  out: z.array(z.object({ id: z.string(), why: z.enum(['declared', 'decided']), person: listedPersonSchema })),
  /** Said to be people. */
  put_back: z.array(z.object({ id: z.string(), person: listedPersonSchema })),
  /** Spellings of departments that are to be placed, or were. */
  departments: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      /** Null: fewer people than are shown. */
      people: z.number().nullable(),
      state: z.enum(['mapped', 'alike', 'unknown']),
      unit: z
        .object({ division: z.string().nullable(), department: z.string(), team: z.string().nullable() })
        .nullable(),
      like: z.string().nullable(),
    }),
  ),
  decisions: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['same-person', 'different-people', 'not-a-person', 'a-person', 'department-alias']),
      accounts: z.array(z.string()),
      /** Whom the accounts make now: one person once they are joined. */
      people: z.array(listedPersonSchema),
      origin: z.enum(['steward', 'alias-file']),
      decided_at: z.string(),
    }),
  ),
  /** Every rule by which an account may be suspected, with its threshold. */
  rules: z.array(reasonSchema),
});
export type IdentityList = z.infer<typeof identityListSchema>;

/** People found, the first 20 by name, or by pseudonym where names are not shown. */
export const foundPeopleSchema = z.object({
  /** How many there are; the list may be shorter. */
  total: z.number(),
  people: z.array(
    z.object({
      person_id: z.string(),
      display_name: z.string().nullable().optional(),
      accounts: z.array(
        z.object({
          account_id: z.string(),
          source: z.string(),
          native_id: z.string().nullable().optional(),
          /** What it has in common with other accounts of the person, or what was said of them; empty: nothing tells. */
          by: z.array(z.enum(['employee-id', 'sso-subject', 'email', 'native-id', 'decision', 'alias-file'])),
        }),
      ),
    }),
  ),
  /** The sources of all who could be found. */
  sources: z.array(z.string()),
});
export type FoundPeople = z.infer<typeof foundPeopleSchema>;

export const identityVerbs = [
  'confirm',
  'refuse',
  'same',
  'different',
  'split',
  'bot',
  'person',
  'department',
  'undo',
] as const;

/** Whether a decision changed anything, and the name of the snapshot that stands on it. */
export const decidedSchema = z.object({ changed: z.boolean(), snapshot_id: z.string() });
