const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const maxLength = 120;

/**
 * Names under which the files of a delivery are shown to their reader: one for each path, relative, with `/` between
 * folders. Whatever a name may mean to a file system is taken out of it (`..`, drives, control characters), and no two
 * are the same, not even where capitals are not told apart.
 */
export function deliveryNames(paths: readonly string[]): string[] {
  const taken = new Set<string>();
  return paths.map((path) => {
    const plain = plainPath(path);
    let name = plain;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = plain.replace(/(\.[^./]*)?$/, ` (${n})$1`);
    taken.add(name.toLowerCase());
    return name;
  });
}

function plainPath(path: string): string {
  const folders = path
    .split(/[/\\]/)
    .map(plainName)
    .filter((name) => name !== '');
  return folders.length === 0 ? 'file' : folders.join('/');
}

function plainName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .replaceAll(/[<>:"|?*]/g, '_')
    .replace(/[. ]+$/, '')
    .trim();
  if (reserved.test(plain)) return `_${plain}`;
  if (plain.length <= maxLength) return plain;
  const extension = /\.\w{1,10}(\.\w{1,4})?$/.exec(plain)?.[0] ?? '';
  return plain.slice(0, maxLength - extension.length).replace(/\p{Cs}$/u, '') + extension;
}
