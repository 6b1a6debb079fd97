import type { DeliveredFile, Delivery } from '../define.ts';
import { registryFiles } from './registry.ts';

/** Where the messages of a delivery are, and which conversation each file is of. */
export interface ConversationFiles {
  /**
   * `export`: a folder per channel, a file per day. `channel`: the day files of one channel, whose name is that of the
   * delivery. `saved`: answers of Slack's API or files of a dump, a channel or a page of it each.
   */
  readonly layout: 'export' | 'channel' | 'saved';
  readonly sureness: 1 | 2;
  /** Folder or id of the conversation, by path of the file. */
  readonly folders: ReadonlyMap<string, string>;
}

/** A day of a conversation: of this workspace, or in `teams/<workspace>/` of an Enterprise Grid organisation. */
const dayFile = /^(?:teams\/[^/]+\/)?([^/]+)\/\d{4}-\d{2}-\d{2}\.json$/;
const loneDayFile = /^\d{4}-\d{2}-\d{2}\.json$/;
/** A file of its own, or in the folder of its channel. */
const savedFile = /^(?:([^/]+)\/)?([^/]+)\.json$/i;
/** Channel, or channel and thread, as `slackdump dump` names its files. */
const dumpName = /^([CDG][A-Z0-9]{6,})(?:-\d+\.\d+)?$/;

const messageMarks = [/"ts"\s*:\s*"\d{9,10}\.\d{6}"/, /"type"\s*:\s*"message"/];
const savedStart = /^\s*\{[^[]*"messages"\s*:\s*\[/;
const enoughOfFile = 65_536;

/**
 * Finds the files that hold messages; null when there are none. Of files that no folder of a channel holds, the content
 * decides: at most `looks` of them are looked at.
 */
export async function conversationFiles(delivery: Delivery, looks: number): Promise<ConversationFiles | null> {
  const days = foldersBy(delivery.files, ({ path }) => dayFile.exec(path)?.[1]);
  if (days.size > 0) {
    const isSure = delivery.files.some(isListed) || (await anyHoldsMessages(delivery, days));
    return { layout: 'export', sureness: isSure ? 2 : 1, folders: days };
  }
  const own = nameOf(delivery);
  const lone = foldersBy(delivery.files, ({ path }) => (loneDayFile.test(path) ? own : undefined));
  if (await anyHoldsMessages(delivery, lone)) return { layout: 'channel', sureness: 1, folders: lone };
  return savedFiles(delivery, looks, own);
}

async function savedFiles(delivery: Delivery, looks: number, own: string): Promise<ConversationFiles | null> {
  const folders = new Map<string, string>();
  let isSure = false;
  let looked = 0;
  for (const { path } of delivery.files) {
    const [, folder, name] = savedFile.exec(path) ?? [];
    if (name === undefined) continue;
    looked += 1;
    if (looked > looks) break;
    const head = await delivery.head(path, enoughOfFile);
    const [, id] = dumpName.exec(name) ?? [];
    if (!savedStart.test(head) || !(id !== undefined || holdsMessages(head))) continue;
    folders.set(path, id ?? folder ?? own);
    if (holdsMessages(head) && (id ?? folder) !== undefined) isSure = true;
  }
  return folders.size === 0 ? null : { layout: 'saved', sureness: isSure ? 2 : 1, folders };
}

function foldersBy(files: readonly DeliveredFile[], folderOf: (file: DeliveredFile) => string | undefined) {
  const folders = new Map<string, string>();
  for (const file of files) {
    const folder = folderOf(file);
    if (folder !== undefined) folders.set(file.path, folder);
  }
  return folders;
}

function isListed({ path }: DeliveredFile): boolean {
  const lists: readonly string[] = Object.values(registryFiles).flat();
  return lists.includes(path.replace(/^teams\/[^/]+\//, ''));
}

/** Whether one of the first day files holds messages of Slack: the very first may be an empty list. */
async function anyHoldsMessages(delivery: Delivery, folders: ReadonlyMap<string, string>): Promise<boolean> {
  for (const path of [...folders.keys()].slice(0, 3)) {
    const head = await delivery.head(path, enoughOfFile);
    if (/^\s*\[/.test(head) && holdsMessages(head)) return true;
  }
  return false;
}

function holdsMessages(head: string): boolean {
  return messageMarks.every((mark) => mark.test(head));
}

/** What a delivery is called, without the ending of an archive or of its only file. */
function nameOf({ name }: Delivery): string {
  return name.replace(/\.(zip|tar|tar\.gz|tgz|json|json\.gz)$/i, '');
}
