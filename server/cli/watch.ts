import { writeFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type FSWatcher, watch as watchPaths } from 'chokidar';
import { Command } from 'commander';
import type { Language } from '../contract/text.ts';
import { UserError } from '../errors.ts';
import type { CliContext } from './context.ts';
import { fileAway } from './watch/file-away.ts';
import { importDelivery } from './watch/import-delivery.ts';
import { deliveriesIn, failedFolder, processedFolder, sizeOf } from './watch/inbox.ts';
import { type Outcome, summaryText } from './watch/outcome.ts';

interface Options {
  data: string;
  once?: true;
  report?: string;
  lang?: string;
  settle: string;
  source?: string;
  timezone?: string;
  acceptRejects?: true;
}

/** `vigie watch FOLDER`: imports what lands in a folder, one delivery at a time, and files it away. */
export function watchCommand(context: CliContext): Command {
  return new Command('watch')
    .description('Import what lands in a folder, then move it to its processed/ or failed/ sub-folder')
    .argument('<folder>', 'where exports are dropped')
    .option('--data <dir>', 'data folder', context.defaultData)
    .option('--once', 'stop when nothing is left to import')
    .option('--report <file>', 'with --once: write a summary to send (.json for a webhook, else text)')
    .option('--lang <fr|en>', 'language of the reports (default: that of the locale)')
    .option('--settle <seconds>', 'how long a delivery must stay unchanged before it is taken for whole', '2')
    .option('--source <id>', 'take everything as this source instead of recognising it')
    .option('--timezone <zone>', 'reporting time zone (default: that of the data folder, else Europe/Paris)')
    .option('--accept-rejects', 'publish although more than 5 % of the records are broken')
    .action(async (folder: string, options: Options) => {
      context.end(await watchFolder(context, resolve(folder), options));
    });
}

async function watchFolder(context: CliContext, folder: string, options: Options): Promise<number> {
  const language = languageOf(options.lang) ?? context.language;
  const settle = Number(options.settle) * 1000;
  if (!(settle >= 0))
    throw new UserError('bad_settle', {
      fr: `Durée invalide : ${options.settle}.`,
      en: `Invalid duration: ${options.settle}.`,
    });
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new UserError('no_folder', {
      fr: `Ce dossier n’existe pas : ${folder}. Créez-le, puis recommencez.`,
      en: `This folder does not exist: ${folder}. Create it, then start again.`,
    });
  }
  const stop = new AbortController();
  const end = (): void => stop.abort();
  process.once('SIGINT', end).once('SIGTERM', end);
  const inbox = new Inbox(folder, settle, stop.signal);
  const outcomes: Outcome[] = [];
  let worst = 0;
  try {
    for await (const delivery of options.once ? inbox.untilEmpty() : inbox.forEver()) {
      const path = join(folder, delivery);
      const ended = await importPatiently(context, language, importArguments(options, path), settle, stop.signal);
      // Stopped in the middle: the delivery stays where it is, and the next start takes it up again.
      if (ended === null) break;
      const { reports, error, code } = ended;
      worst = Math.max(worst, code);
      const outcome = fileAway(
        folder,
        { delivery, outcome: error === null ? 'imported' : 'failed', at: context.now().toISOString(), reports, error },
        language,
      );
      context.print(`${JSON.stringify(outcome)}\n`);
      outcomes.push(outcome);
    }
  } finally {
    await inbox.close();
    process.off('SIGINT', end).off('SIGTERM', end);
  }
  if (options.report !== undefined) writeSummary(options.report, outcomes, language);
  if (!options.once) return 0;
  return stop.signal.aborted ? Math.max(1, worst) : worst;
}

/** The deliveries of a folder that have stopped changing. */
class Inbox {
  private readonly watcher: FSWatcher;
  private woken: () => void = () => {};

  constructor(
    private readonly folder: string,
    private readonly settle: number,
    private readonly stopped: AbortSignal,
  ) {
    this.watcher = watchPaths(folder, {
      ignored: [join(folder, processedFolder), join(folder, failedFolder)],
      ignoreInitial: true,
      awaitWriteFinish: { stabilityThreshold: settle, pollInterval: 100 },
    }).on('all', () => this.woken());
    stopped.addEventListener('abort', () => this.woken());
  }

  /** Those that are there, and those that come meanwhile, until there is none. */
  async *untilEmpty(): AsyncGenerator<string> {
    while (!this.stopped.aborted && deliveriesIn(this.folder).length > 0) {
      const ready = await this.nextSettled();
      if (ready !== null) yield ready;
    }
  }

  async *forEver(): AsyncGenerator<string> {
    while (!this.stopped.aborted) {
      const changed = new Promise<void>((resolve) => {
        this.woken = resolve;
      });
      if (deliveriesIn(this.folder).length === 0) await changed;
      const ready = await this.nextSettled();
      if (ready !== null) yield ready;
    }
  }

  async close(): Promise<void> {
    await this.watcher.close();
  }

  /** The oldest delivery whose size does not move for a while, a folder's with all that is in it; null when all still do. */
  private async nextSettled(): Promise<string | null> {
    const before = deliveriesIn(this.folder).map((name) => ({ name, size: sizeOf(join(this.folder, name)) }));
    await sleep(Math.max(this.settle, 50), null, { signal: this.stopped }).catch(() => {});
    if (this.stopped.aborted) return null;
    return before.find(({ name, size }) => sizeOf(join(this.folder, name)) === size)?.name ?? null;
  }
}

/** Imports, and waits as long as another writer holds the data folder. Null when stopped before it was done. */
async function importPatiently(
  context: CliContext,
  language: Language,
  args: readonly string[],
  pause: number,
  stopped: AbortSignal,
) {
  for (let waits = 0; !stopped.aborted; waits++) {
    const ended = await importDelivery(context, args);
    if (ended.error === null) return ended;
    if (stopped.aborted) return null;
    if (ended.error.busy !== true) return ended;
    if (waits === 0) {
      const who = ended.error.problem[language];
      context.say(language === 'fr' ? `En attente : ${who}.` : `Waiting: ${who}.`);
    }
    await sleep(Math.max(pause, 500), null, { signal: stopped }).catch(() => {});
  }
  return null;
}

function importArguments(options: Options, path: string): string[] {
  return [
    '--data',
    options.data,
    ...(options.source ? ['--source', options.source] : []),
    ...(options.timezone ? ['--timezone', options.timezone] : []),
    ...(options.acceptRejects ? ['--accept-rejects'] : []),
    path,
  ];
}

/** A webhook of Slack, Mattermost or Teams shows `text`; scripts read the rest. */
function writeSummary(file: string, outcomes: readonly Outcome[], language: Language): void {
  const text = summaryText(outcomes, language);
  writeFileSync(file, /\.json$/i.test(file) ? `${JSON.stringify({ text, deliveries: outcomes }, null, 2)}\n` : text);
}

function languageOf(asked: string | undefined): Language | null {
  if (asked === undefined || asked === 'fr' || asked === 'en') return asked ?? null;
  throw new UserError('bad_language', {
    fr: `Langue inconnue : ${asked}. Choisissez fr ou en.`,
    en: `Unknown language: ${asked}. Choose fr or en.`,
  });
}
