import type { Delivery } from '../define.ts';
import { parseJson } from '../json-records.ts';
import { isJsonObject, listOf, objectOf, textOf } from '../json-values.ts';
import { type Person, personOf } from './message-facts.ts';

const conversationFile = /(?:^|\/)(DM|Space) ([^/]+)\/(messages|group_info)\.json$/;

/** A space of the export that has a name, and so is no private conversation. */
export interface Space {
  readonly id: string;
  readonly name: string;
  readonly members: readonly Person[];
}

export interface Conversations {
  readonly spaces: ReadonlyMap<string, Space>;
  /** Folders of direct messages and of groups without a name: not opened beyond `group_info.json`. */
  readonly direct: number;
  /** Spaces whose `group_info.json` is absent or broken: whether they are private cannot be told. */
  readonly unknown: number;
}

/**
 * Which conversation a path belongs to, when it is one of the two files that are read. Whoever gives the folder of one space
 * alone gives its name as that of the delivery.
 */
export function conversationOf(
  path: string,
  delivered = '',
): { readonly id: string; readonly isDirect: boolean; readonly holds: 'messages' | 'group_info' } | null {
  const match = conversationFile.exec(path.includes('/') ? path : `${delivered}/${path}`);
  if (match === null) return null;
  const [, kind, id = '', holds] = match;
  return { id, isDirect: kind === 'DM', holds: holds === 'messages' ? 'messages' : 'group_info' };
}

/** Reads who is in which space. Direct messages are not opened at all. */
export async function readSpaces(delivery: Delivery): Promise<Conversations> {
  const spaces = new Map<string, Space>();
  const [groups, unnamed, directMessages] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const { path } of delivery.files) {
    const conversation = conversationOf(path, delivery.name);
    if (conversation === null) continue;
    if (conversation.isDirect) directMessages.add(conversation.id);
    else groups.add(conversation.id);
  }
  await delivery.each(
    ({ path }) => {
      const conversation = conversationOf(path, delivery.name);
      return conversation !== null && !conversation.isDirect && conversation.holds === 'group_info';
    },
    ({ path }, bytes) => {
      const id = conversationOf(path, delivery.name)?.id ?? '';
      const parsed = parseJson(bytes, path);
      if (!isJsonObject(parsed)) return;
      const name = textOf(objectOf(parsed)['name'])?.trim() ?? '';
      const members = listOf(parsed['members'])
        .map(personOf)
        .filter((member) => member !== null);
      if (name === '') unnamed.add(id);
      else spaces.set(id, { id, name, members });
    },
  );
  return {
    spaces,
    direct: directMessages.size + unnamed.size,
    unknown: groups.size - spaces.size - unnamed.size,
  };
}
