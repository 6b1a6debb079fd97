import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { type OpenedDelivery, openDelivery, openTogether } from '../delivery/open-delivery.ts';
import { bytesOf } from '../delivery/size.ts';
import { hashPath } from '../delivery/hash-path.ts';
import { ImportError } from '../import-error.ts';
import type { Delivery, Recognition, Source } from '../sources/define.ts';
import { sources } from '../sources/index.ts';
import { neutral, type Words } from '../words.ts';
import { foreignDelivery, refuseFalseArchive, savedPages } from './foreign-file.ts';

/** A delivery, the source that will read it, and a digest of all its bytes. */
export interface Received {
  readonly delivery: Delivery;
  readonly source: Source;
  readonly hash: string;
  /** Invented data: the dashboard says so. */
  readonly demo: boolean;
  readonly close: () => Promise<void>;
}

/** A file of this name in a delivery marks invented data: the dashboard then says that it shows a demonstration. */
const demonstrationMarker = 'vigie-demo.txt';

/**
 * Opens a path and finds the source that reads it best; `sourceId` forces one. A folder that no source recognises but
 * that holds archives or folders which are recognised gives one delivery for each, or a single one where the source reads
 * them together.
 * `known` is what recognition may rest on beside the delivery. `hashing` is told how much of a single delivery has been
 * digested, of how many bytes. Throws ImportError when nothing is recognised, saying what
 * was seen and which sources exist.
 */
export async function receive(
  path: string,
  sourceId: string | null,
  workFolder: string,
  warn: (message: Words) => void,
  known: Recognition = {},
  hashing: (done: number, total: number) => void = () => {},
): Promise<Received[]> {
  const forced = sourceId === null ? null : sourceNamed(sourceId);
  if (forced === null && (await isCollection(path))) return receiveEach(path, workFolder, warn, known);
  await refuseFalseArchive(path);
  const opened = await openDelivery(path, workFolder, warn);
  const match = forced === null ? await bestMatch(opened, known) : await forcedMatch(opened, forced, known);
  const pages = match === null ? null : await savedPages(match.delivery);
  if (pages !== null) {
    await opened.close();
    throw pages;
  }
  if (match !== null) {
    const demo = match.delivery.files.some((file) => basename(file.path) === demonstrationMarker);
    const found = await stat(path);
    const total = found.isDirectory() ? Math.max(...opened.views.map(bytesOf)) : found.size;
    const hash = await hashPath(path, (done) => hashing(done, total));
    return [{ ...match, demo, hash, close: opened.close }];
  }
  const [lowest] = opened.views;
  const foreign = lowest === undefined ? null : await foreignDelivery(lowest);
  await opened.close();
  if ((await stat(path)).isDirectory()) {
    const inside = await receiveEach(path, workFolder, warn, known, true);
    if (inside.length > 0) return inside;
  }
  throw foreign ?? notRecognised(opened);
}

function sourceNamed(id: string): Source {
  const source = sources.find((candidate) => candidate.id === id);
  if (source !== undefined) return source;
  const ids = sources.map((known) => known.id).join(', ');
  throw new ImportError(
    null,
    null,
    { fr: `le format « ${id} » est inconnu`, en: `the format “${id}” is not known` },
    { fr: `Formats connus : ${ids}`, en: `Known formats: ${ids}` },
  );
}

/** Whether a folder is a set of exports rather than one: it holds archives, or says that it is the demonstration. */
async function isCollection(path: string): Promise<boolean> {
  try {
    if (!(await stat(path)).isDirectory()) return false;
  } catch {
    return false;
  }
  return (await readdir(path)).some((name) => isArchive(name) || name === demonstrationMarker);
}

function isArchive(name: string): boolean {
  return /\.(zip|tar|tar\.gz|tgz)$/i.test(name) && !name.startsWith('.');
}

/** Receives the children of a folder that are recognised; what is not is said, never fatal, unless nothing is. */
async function receiveEach(
  folder: string,
  workFolder: string,
  warn: (message: Words) => void,
  known: Recognition,
  quiet = false,
): Promise<Received[]> {
  const received: Child[] = [];
  const demo = (await readdir(folder)).includes(demonstrationMarker);
  try {
    for (const entry of (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith('.') || entry.name === '__MACOSX' || entry.name === demonstrationMarker) continue;
      await refuseFalseArchive(join(folder, entry.name));
      const opened = await openDelivery(join(folder, entry.name), workFolder, warn);
      const match = await bestMatch(opened, known);
      if (match === null) {
        const [lowest] = opened.views;
        const foreign = lowest === undefined || quiet || demo ? null : await foreignDelivery(lowest);
        await opened.close();
        const why = foreign === null ? neutral('') : { fr: ` (${foreign.problem.fr})`, en: ` (${foreign.problem.en})` };
        if (!quiet && !demo)
          warn({
            fr: `non lu, car ce n’est pas un export connu : ${entry.name}${why.fr}`,
            en: `not read, being no export that is known here: ${entry.name}${why.en}`,
          });
      } else {
        const path = join(folder, entry.name);
        received.push({ ...match, path, demo, hash: await hashPath(path), close: opened.close });
      }
    }
  } catch (error) {
    for (const { close } of received) await close();
    throw error;
  }
  if (received.length > 0 || quiet) return joinParts(folder, received, workFolder, warn);
  throw new ImportError(
    basename(folder),
    null,
    { fr: 'ce dossier ne contient aucun export connu', en: 'this folder holds no export that is known here' },
    knownSources(),
  );
}

/** A delivery inside a folder. */
interface Child extends Received {
  readonly path: string;
}

/** Exports that are parts of one whole (the months of one network) become one delivery, in the place of the first. */
async function joinParts(
  folder: string,
  children: readonly Child[],
  workFolder: string,
  warn: (message: Words) => void,
): Promise<Received[]> {
  const joined: Received[] = [];
  for (const child of children) {
    const { source, demo } = child;
    const parts = source.joinsParts === true ? children.filter((other) => other.source === source) : [child];
    if (parts.length === 1) joined.push(child);
    if (parts.length === 1 || parts[0] !== child) continue;
    for (const part of parts) await part.close();
    const paths = parts.map((part) => part.path);
    const { views, close } = await openTogether(basename(resolve(folder)), paths, workFolder, warn);
    const hash = createHash('sha256').update(JSON.stringify(parts.map((part) => part.hash).sort()));
    const delivery = views.at(-1);
    if (delivery !== undefined) joined.push({ delivery, source, demo, hash: hash.digest('hex'), close });
  }
  return joined;
}

/** The surest source over all views; at equal certainty the view with the fewest folders on top, then the list's order. */
async function bestMatch(
  opened: OpenedDelivery,
  known: Recognition,
): Promise<{ delivery: Delivery; source: Source } | null> {
  let best: { delivery: Delivery; source: Source; certainty: number } | null = null;
  for (const delivery of opened.views) {
    for (const source of sources) {
      const certainty = await source.recognise(delivery, known);
      if (certainty > (best?.certainty ?? 0)) best = { delivery, source, certainty };
    }
  }
  return best;
}

async function forcedMatch(
  opened: OpenedDelivery,
  source: Source,
  known: Recognition,
): Promise<{ delivery: Delivery; source: Source } | null> {
  let best: { delivery: Delivery; source: Source; certainty: number } | null = null;
  for (const delivery of opened.views) {
    const certainty = await source.recognise(delivery, known);
    if (best === null || certainty > best.certainty) best = { delivery, source, certainty };
  }
  return best;
}

function knownSources(): Words {
  const list = (language: keyof Words): string =>
    sources.map(({ id, label }) => `${id} (${label[language]})`).join(', ');
  const known: Words = { fr: list('fr'), en: list('en') };
  return {
    fr: `Formats connus : ${known.fr}. En ligne de commande, --source impose l’un d’eux, et vigie map propose une association de colonnes pour un tableau`,
    en: `Known formats: ${known.en}. On the command line, --source forces one of them, and vigie map proposes a column mapping for a table`,
  };
}

function notRecognised(opened: OpenedDelivery): ImportError {
  const [delivery] = opened.views;
  if (delivery?.files.every((file) => file.size === 0)) {
    return new ImportError(
      delivery.name,
      null,
      { fr: 'cette livraison est vide', en: 'this delivery is empty' },
      {
        fr: 'Vérifiez que l’export est terminé, puis importez-le à nouveau',
        en: 'Check that the export has finished, then import it again',
      },
    );
  }
  const paths = delivery?.files.map((file) => file.path) ?? [];
  const seen = paths.slice(0, 8).join(', ');
  const others = paths.length - 8;
  const more: Words = others > 0 ? { fr: ` et ${others} de plus`, en: ` and ${others} more` } : neutral('');
  return new ImportError(
    delivery?.name ?? '',
    null,
    {
      fr: `cette livraison n’est pas un export connu ; elle contient ${seen}${more.fr}`,
      en: `this delivery is not an export that is known here; it holds ${seen}${more.en}`,
    },
    knownSources(),
  );
}
