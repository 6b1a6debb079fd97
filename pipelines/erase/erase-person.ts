import { join } from 'node:path';
import { accessRefused } from '../access-refused.ts';
import { diskFull, isDiskFull } from '../disk-full.ts';
import { type RewriteStep, rewriteFolder } from '../steps/rewrite-folder.ts';
import { type DataFolder, dataFolder } from '../store/data-folder.ts';
import { openDuckDb } from '../store/duckdb.ts';
import { writeDurably } from '../store/durable.ts';
import { readManifests } from '../store/manifest.ts';
import { readSecretKey } from '../store/secret-key.ts';
import { defaultTimeZone, readSettings } from '../store/settings.ts';
import { takeWriterLock } from '../store/writer-lock.ts';
import { isSmallFile } from '../store/small-file.ts';
import { eraseFromImport, type Erasing, knows, prepareErasing } from './erase-from-import.ts';
import { erasedHashes, erasuresText, isErased, readErasures } from './erased-accounts.ts';
import { accountNames, findPeople, readIdentities } from './find-people.ts';
import { forgetDecisions } from './forget-decisions.ts';
import { forgetRefusals } from './refusals.ts';
import { identifiersOf } from './identifiers.ts';
import { ownKeys } from './own-keys.ts';
import { type Proof, proveAbsence } from './prove-absence.ts';

export interface EraseRequest {
  readonly data: string;
  /** An e-mail address, an employee id, a sign-on subject, a native id, a pseudonym or `SOURCE:NATIVE_ID`. */
  readonly who: string;
  readonly secretKeyPath: string | null;
  readonly memoryLimit: string;
  readonly now: Date;
  readonly progress: (step: EraseStep, done: number, total: number) => Promise<void> | void;
}

/** What an erasure goes through: see RewriteStep, then its proof. */
export type EraseStep = RewriteStep | 'prove';

/** What an erasure did. */
export interface EraseResult {
  /** `erased` now, `already` before, `several` match and nothing was done, or nobody is `unknown`. */
  readonly state: 'erased' | 'already' | 'several' | 'unknown';
  /** Whom the request may mean, when several match. */
  readonly candidates: readonly { readonly person_id: string; readonly source: string; readonly native_id: string }[][];
  /** Accounts taken out, imports rewritten, and events gone with them. */
  readonly accounts: number;
  readonly imports: number;
  readonly events: number;
  readonly proof: Proof | null;
}

const nothing = { candidates: [], accounts: 0, imports: 0, events: 0, proof: null };

/**
 * Erases one person from a data folder and proves it. Every import that knows them is written anew, and so are the
 * vaults and the snapshot; all of it takes effect by one rename, so that a kill at any instant leaves the former state or
 * the new one, and the same command again completes. Throws ImportError for what the user can mend.
 */
export async function erasePerson(request: EraseRequest): Promise<EraseResult> {
  const folder = dataFolder(request.data);
  const secretKey = await readSecretKey(request.secretKeyPath ?? join(folder.root, 'secret.key'));
  if (secretKey === null) return { ...nothing, state: 'unknown' };
  try {
    // The command line of the note names nobody: what is erased is not to be written once more.
    const lock = await takeWriterLock(folder, 'vigie erase', request.now);
    try {
      return await eraseLocked(request, folder, secretKey);
    } finally {
      await lock.release();
    }
  } catch (error) {
    throw isDiskFull(error) ? diskFull(folder.root, error) : (accessRefused(error) ?? error);
  }
}

async function eraseLocked(request: EraseRequest, folder: DataFolder, secretKey: Buffer): Promise<EraseResult> {
  const { who, now, memoryLimit, progress } = request;
  const manifests = await readManifests(folder);
  const identities = await readIdentities(folder, manifests, secretKey);
  const people = await findPeople(folder, identities, who);
  const [person] = people;
  const erasures = await readErasures(folder.erased);
  if (person === undefined) {
    if (!isErased(erasures, who, secretKey)) return { ...nothing, state: 'unknown' };
    // Nothing is left to tell their other names by: what was given is what can be searched.
    const given = {
      person_id: who,
      source: '',
      native_id: who,
      display_name: null,
      email: who.includes('@') ? who : null,
      profile_url: null,
      employee_id: who.trim(),
      sso_subject: who.trim(),
    };
    await progress('prove', 0, 1);
    return {
      ...nothing,
      state: 'already',
      proof: await proveAbsence(
        folder,
        [given],
        identifiersOf([given], identities),
        ownKeys([given], identities),
        secretKey,
      ),
    };
  }
  if (people.length > 1) return { ...nothing, state: 'several', candidates: people.map(accountNames) };

  const erased = new Set(person.accounts.map(({ person_id }) => person_id));
  const others = identities.filter(({ person_id }) => !erased.has(person_id));
  const identifiers = identifiersOf(person.accounts, others);
  const timeZone = (await readSettings(folder.settings))?.timeZone ?? defaultTimeZone;
  const changed = new Set<string>();
  let events = 0;
  const database = await openDuckDb(':memory:', {
    tempFolder: folder.tmp,
    memoryLimit,
    isSmall: await isSmallFile(folder.facts),
  });
  try {
    const erasing: Erasing = {
      db: database.db,
      people: erased,
      telling: identifiers.telling,
      timeZone,
      secretKey,
      now,
    };
    await prepareErasing(erasing);
    for (const manifest of manifests) {
      if (await knows(erasing, join(folder.imports, manifest.import_id), manifest)) changed.add(manifest.import_id);
    }
    await rewriteFolder({
      ...request,
      folder,
      manifests,
      changed,
      why: 'erasure',
      timeZone,
      secretKey,
      async rewriteImport(manifest, from, to) {
        const rewritten = await eraseFromImport(erasing, from, to, manifest);
        events += rewritten.removed?.at(-1)?.events ?? 0;
      },
      async prepare(draft) {
        await forgetDecisions(draft.root, person.accounts, secretKey);
        await forgetRefusals(folder.root, draft.root, erased);
        const erasure = { at: now.toISOString(), hashes: erasedHashes(person.accounts, others, secretKey) };
        await writeDurably(draft.erased, erasuresText([...erasures, erasure]), folder.tmp, 0o600);
      },
    });
  } finally {
    await database.close();
  }
  await progress('prove', 0, 1);
  return {
    state: 'erased',
    candidates: [],
    accounts: erased.size,
    imports: changed.size,
    events,
    proof: await proveAbsence(folder, person.accounts, identifiers, ownKeys(person.accounts, others), secretKey),
  };
}
