import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { openDelivery } from '../../pipelines/delivery/open-delivery.ts';
import { readFiles } from '../../pipelines/records/read-files.ts';
import { sqlRows } from '../../pipelines/records/row-files.ts';
import { slackMessages } from '../../pipelines/sources/slack-export/message-reader.ts';
import { importDeliveries } from '../../pipelines/steps/import-deliveries.ts';
import { receive } from '../../pipelines/steps/receive.ts';
import { stage } from '../../pipelines/steps/stage.ts';
import { openDuckDb } from '../../pipelines/store/duckdb.ts';
import { engineMemory } from '../../pipelines/store/memory-limit.ts';

/**
 * One measured piece of work in a process of its own, so that its memory and processor time are nobody else's:
 *
 *     measured.ts import DATA TURN MEMORY PATHS…   every step of an import, to the published snapshot, within MEMORY such as 6GB
 *     measured.ts rows FOLDER MEMORY PATH          the day files of a Slack export, read into rows of the engine
 *     measured.ts stage FOLDER MEMORY PATH         the first part of an import: hashed, recognised, read into staged events
 *     measured.ts read-csv FILE FOLDER MEMORY      the engine's `create table as read_csv`, into a database file
 *     measured.ts inflate ZIP                      every entry of an archive inflated, nothing parsed
 *     measured.ts read-json FILE                   the engine's reading of one message a line, into memory
 *
 * Prints one line of JSON: seconds, processor seconds over all threads, and the greatest resident memory in MB.
 */
const [work, ...args] = process.argv.slice(2);
const start = performance.now();
const used = process.cpuUsage();
await run();
const { user, system } = process.cpuUsage(used);
console.log(
  JSON.stringify({
    seconds: (performance.now() - start) / 1000,
    cpu: (user + system) / 1e6,
    megabytes: process.resourceUsage().maxRSS / 1024,
  }),
);

async function run(): Promise<void> {
  if (work === 'import') return await importAll();
  if (work === 'rows') return await readRows();
  if (work === 'stage') return await stageOne();
  if (work === 'read-csv') return await readCsv();
  if (work === 'inflate') return inflateAll();
  if (work === 'read-json') return await readJson();
  throw new Error(`unknown work: ${work}`);
}

async function importAll(): Promise<void> {
  const [data = '', turn = '0', memoryLimit = '', ...paths] = args;
  await importDeliveries({
    data,
    paths,
    source: null,
    name: null,
    timeZone: 'Europe/Paris',
    departments: null,
    undirected: false,
    origin: null,
    acceptRejects: false,
    secretKeyPath: null,
    memoryLimit: engineMemory(memoryLimit),
    now: new Date(Date.UTC(2026, 10, 21, 0, Number(turn))),
    elapsed: () => performance.now(),
    progress: () => {},
    warn: () => {},
  });
}

async function readRows(): Promise<void> {
  const [folder = '', memoryLimit = '', path = ''] = args;
  const workFolder = join(folder, 'work');
  mkdirSync(workFolder);
  const opened = await openDelivery(path, workFolder, () => {});
  const [delivery] = opened.views;
  if (delivery === undefined) throw new Error(`nothing in ${path}`);
  const isDay = (file: { readonly path: string }): boolean => /\/\d{4}-\d\d-\d\d\.json$/.test(file.path);
  const told = { progress: () => {}, counted: () => {}, readWhole: () => {} };
  const rows = await readFiles({ delivery, workFolder, ...told }, slackMessages, isDay);
  const database = await openDuckDb(':memory:', {
    tempFolder: workFolder,
    memoryLimit: engineMemory(memoryLimit),
    isSmall: false,
  });
  await database.db.run('set preserve_insertion_order = false');
  const { messages, mentions, reactions } = slackMessages.tables;
  await database.db.run(`create temp table message as ${sqlRows(messages, rows.messages)}`);
  await database.db.run(`create temp table mention as ${sqlRows(mentions, rows.mentions)}`);
  await database.db.run(`create temp table reaction as ${sqlRows(reactions, rows.reactions)}`);
  await database.close();
  await opened.close();
  rmSync(workFolder, { recursive: true });
}

async function stageOne(): Promise<void> {
  const [folder = '', memoryLimit = '', path = ''] = args;
  const workFolder = join(folder, 'work');
  mkdirSync(workFolder);
  const [received] = await receive(path, null, workFolder, () => {});
  if (received === undefined) throw new Error(`nothing in ${path}`);
  const database = await openDuckDb(':memory:', {
    tempFolder: workFolder,
    memoryLimit: engineMemory(memoryLimit),
    isSmall: false,
  });
  const options = { undirected: false, origin: null, departments: null };
  const now = new Date(Date.UTC(2026, 10, 21));
  await stage({ received, options, workFolder, db: database.db, now, warn: () => {}, progress: () => {} });
  await database.close();
  await received.close();
  rmSync(workFolder, { recursive: true });
}

async function readCsv(): Promise<void> {
  const [file = '', folder = '', memory_limit = ''] = args;
  const path = join(folder, 'bare.duckdb');
  const instance = await DuckDBInstance.create(path, { memory_limit, temp_directory: join(folder, 'spill') });
  const db = await instance.connect();
  await db.run(`create table events as from read_csv('${file}')`);
  await db.run('checkpoint');
  db.closeSync();
  instance.closeSync();
  rmSync(path);
}

/** Follows the central directory (APPNOTE 4.3.12) and inflates what it points to. */
function inflateAll(): void {
  const zip = readFileSync(args[0] ?? '');
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = zip.readUInt32LE(end + 16);
  for (let entries = zip.readUInt16LE(end + 10); entries > 0; entries--) {
    const packed = zip.readUInt32LE(at + 20);
    const local = zip.readUInt32LE(at + 42);
    const content = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    inflateRawSync(zip.subarray(content, content + packed));
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
}

async function readJson(): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const db = await instance.connect();
  await db.run(`create table messages as from read_json('${args[0]}', format = 'newline_delimited', columns = {
    'user': 'VARCHAR', 'text': 'VARCHAR', 'ts': 'VARCHAR', 'thread_ts': 'VARCHAR', 'subtype': 'VARCHAR',
    'reactions': 'STRUCT(name VARCHAR, users VARCHAR[], count INTEGER)[]'})`);
  db.closeSync();
  instance.closeSync();
}
