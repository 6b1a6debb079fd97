import { commonTopFolder } from '../../delivery/entry-names.ts';
import type { Delivery } from '../define.ts';

/** Where the tables of a dump stand in a delivery, and which site they are of. */
export interface DumpPlace {
  /** `music.stackexchange.com/`, or empty at the top. */
  readonly folder: string;
  /** `music.stackexchange.com`; null when no name tells. */
  readonly site: string | null;
}

const siteName =
  /^((?:[a-z0-9-]+\.)*(?:stackexchange|stackoverflow|superuser|serverfault|askubuntu|stackapps)\.com|(?:meta\.)?mathoverflow\.net)(?![a-z0-9])/i;

/** Nothing inside a dump says which site it is of; the archives are named after it, and so are the folders unpacked from them. */
export function dumpPlace({ name, files }: Pick<Delivery, 'name' | 'files'>): DumpPlace {
  const top = commonTopFolder(files.map(({ path }) => path));
  const told = top === null ? null : siteIn(top);
  return top !== null && told !== null ? { folder: `${top}/`, site: told } : { folder: '', site: siteIn(name) };
}

/** `stack-exchange-music-meta` of `music.meta.stackexchange.com`: ids of one site are not those of another. */
export function platformOf(site: string): string {
  const short = site.replace(/\.stackexchange\.com$/, '').replace(/\.(com|net)$/, '');
  return `stack-exchange-${short.replaceAll('.', '-')}`;
}

function siteIn(name: string): string | null {
  return siteName.exec(name)?.[1]?.toLowerCase() ?? null;
}
