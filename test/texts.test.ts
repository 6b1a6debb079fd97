import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from '../client/texts/en.ts';
import { fr } from '../client/texts/fr.ts';
import { pages } from '../client/pages/index.ts';
import { definitions } from '../server/catalogue.ts';
import { rules } from '../server/contract/rules.ts';

const root = resolve(import.meta.dirname, '..');

/** Words that are the same in both languages; anything else that is equal was forgotten. */
const sameInBoth = new Set([
  'CSV',
  'CSV (Excel)',
  'XLSX',
  'Pages',
  'Menu',
  'Source',
  'Options',
  'Format',
  'Type',
  'Site',
  '{{n}} site',
  '{{n}} sites',
  'Adoption',
  'Import',
  'Mentions',
  'mentions',
  'messages',
  'Messages',
  'date',
  'monologue',
  'expertise',
  'organisation',
  'Triangles',
  'absent',
  'Dialogue',
  'Scores',
  'Tables',
  'Silence',
  'Contributions',
  'Influence (PageRank)',
  'Verdict',
  'active, alarm, dormant, monologue, never_started, seasonal, finished, broadcast_only, no_data',
]);

function* leaves(tree: object, path = ''): Generator<readonly [string, string]> {
  for (const [key, value] of Object.entries(tree)) {
    const at = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') yield [at, value];
    else if (typeof value === 'object' && value !== null) yield* leaves(value, at);
  }
}

/** What a reader reads: without placeholders, figures and signs. */
const words = (text: string): string =>
  text
    .replaceAll(/\{\{.*?\}\}/g, '')
    .replaceAll(/[^\p{L} ]/gu, '')
    .trim();

/** Texts that stand beside a measure or a page. */
const ofMeasures = [
  ...definitions.flatMap((definition) => [
    definition.label,
    definition.question,
    definition.definition,
    definition.range,
    definition.nullRule,
    ...(definition.columns ?? []).map(({ label }) => label),
    ...(definition.parts ?? []).map(({ label }) => label),
  ]),
  ...pages.flatMap(({ title, question }) => [title, question]),
];

const untranslated = (frText: string, enText: string): boolean =>
  words(frText) !== '' && frText === enText && !sameInBoth.has(frText.trim());

describe('the words of the interface', () => {
  const french = new Map(leaves(fr));
  const english = new Map(leaves(en));

  it('have the same keys in both languages, plural forms apart', () => {
    const base = (keys: Iterable<string>) =>
      [...new Set([...keys].map((key) => key.replace(/_(one|many|other)$/, '')))].sort();
    expect(base(english.keys())).toEqual(base(french.keys()));
  });

  it('are never equal in both languages outside a listed few, nor empty', () => {
    const same = [...french].filter(([key, text]) => english.has(key) && untranslated(text, english.get(key) ?? ''));
    expect(same).toEqual([]);
    expect([...french, ...english].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('give French its three plural forms', () => {
    for (const key of french.keys()) {
      if (!key.endsWith('_other')) continue;
      const stem = key.slice(0, -'_other'.length);
      expect([french.has(`${stem}_one`), french.has(`${stem}_many`)], stem).toEqual([true, true]);
    }
  });

  it('use the same placeholders in both languages', () => {
    const placeholders = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name ?? '').sort();
    for (const [key, text] of french) {
      const other = english.get(key);
      if (other !== undefined) expect(placeholders(other), key).toEqual(placeholders(text));
    }
  });
});

it('lists no word that is not equal in both languages', () => {
  const english = new Map(leaves(en));
  const equal = new Set([
    ...[...leaves(fr)].filter(([key, text]) => english.get(key) === text).map(([, text]) => text),
    ...ofMeasures.filter((text) => text.fr === text.en).map((text) => text.fr),
  ]);
  expect([...sameInBoth].filter((word) => !equal.has(word))).toEqual([]);
});

describe('the words of measures and pages', () => {
  it('are translated', () => {
    expect(ofMeasures.filter((text) => untranslated(text.fr, text.en))).toEqual([]);
  });
});

/** The two languages of each literal `fr: …, en: …` of a source file. */
const pairs = (text: string): { fr: string; en: string }[] =>
  [
    ...text.matchAll(/\bfr:\s*(`(?:[^`\\]|\\.)*`|'(?:[^'\\]|\\.)*'),\s*en:\s*(`(?:[^`\\]|\\.)*`|'(?:[^'\\]|\\.)*')/g),
  ].map(([, frText, enText]) => ({ fr: frText?.slice(1, -1) ?? '', en: enText?.slice(1, -1) ?? '' }));

/** What a call gives to its function, up to the bracket that closes it. */
function callsOf(text: string, call: RegExp): string[] {
  return [...text.matchAll(call)].map((match) => {
    const start = match.index + match[0].length;
    let depth = 1;
    let end = start;
    for (; depth > 0 && end < text.length; end++) depth += { '(': 1, ')': -1 }[text[end] ?? ''] ?? 0;
    return text.slice(start, end - 1);
  });
}

const sourcesOf = (folder: string): (readonly [string, string])[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [relative(root, path), readFileSync(path, 'utf8')] as const);

describe('the words of an import', () => {
  const imports = sourcesOf('pipelines');
  const said = imports.flatMap(([file, text]) => pairs(text).map((words) => ({ file, ...words })));

  it('are translated wherever an import fails or warns', () => {
    const inOneLanguage = imports.flatMap(([file, text]) =>
      [...callsOf(text, /new ImportError\(/g), ...callsOf(text, /\bwarn\((?!message: Words\))/g)]
        .filter(
          (given) =>
            !['message', 'counted', 'file, line, problem, remedy, options'].includes(given) &&
            pairs(given).length === 0,
        )
        .map((given) => `${file}: ${given}`),
    );
    expect(inOneLanguage).toEqual([]);
    expect(said.length).toBeGreaterThan(60);
  });

  it('differ between the languages', () => {
    expect(said.filter(({ fr: french, en: english }) => untranslated(french, english))).toEqual([]);
  });

  it('name the same things in both languages', () => {
    const named = (text: string) =>
      [...text.matchAll(/\$\{(.*?)\}/g)].map(([, name]) => (name ?? '').replace(/\.(fr|en)$/, ''));
    for (const { file, fr: french, en: english } of said) {
      expect(named(english).toSorted(), `${file}: ${english}`).toEqual(named(french).toSorted());
    }
  });

  it('keep the rules of French: no straight apostrophe or quote, no ordinary space before ; : ! ? nor inside « »', () => {
    const badly = said.filter(({ fr: french }) => /['"]| [;:!?%»]|« /.test(french.replaceAll(/\$\{.*?\}/g, '')));
    expect(badly).toEqual([]);
  });

  it('end without a full stop: what shows them sets it', () => {
    expect(said.filter((words) => [words.fr, words.en].some((text) => /[^.]\.$/.test(text)))).toEqual([]);
  });
});

describe('the rules by which records are rejected or ignored', () => {
  const outcomes = new Set(['used', 'duplicate', 'rejected', 'ignored']);

  it('are translated', () => {
    expect(Object.entries(rules).filter(([, text]) => untranslated(text.fr, text.en))).toEqual([]);
  });

  it('all have words: those of every example export, and those that files of any kind can break', () => {
    const folder = join(root, 'fixtures/sources');
    const met = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.name === 'records.json')
      .flatMap((entry) => JSON.parse(readFileSync(join(entry.parentPath, entry.name), 'utf8')) as { rule?: string }[])
      .flatMap(({ rule }) => (rule === undefined ? [] : [rule]));
    const written = readdirSync(join(root, 'pipelines/sources'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.name.endsWith('.sql'))
      .flatMap((entry) => [
        ...readFileSync(join(entry.parentPath, entry.name), 'utf8').matchAll(/\b(?:then|else) '([a-z]+(?:_[a-z]+)+)'/g),
      ])
      .flatMap(([, code]) => (code === undefined || outcomes.has(code) ? [] : [code]));
    expect(met.length).toBeGreaterThan(20);
    expect(written.length).toBeGreaterThan(20);
    expect([...new Set([...met, ...written])].filter((code) => rules[code] === undefined)).toEqual([]);
  });
});

describe('what platforms write of themselves', () => {
  const codes = `
    channel_topic channel_purpose channel_name channel_archive channel_unarchive channel_convert_to_private
    channel_posting_permissions group_topic group_purpose group_name group_archive group_unarchive bot_message bot_add
    bot_remove bot_enable bot_disable app_conversation_join pinned_item unpinned_item reminder_add reply_broadcast file_mention
    channel_tab_added channel_canvas_updated welcome_party huddle_thread sh_room_created slackbot_response tombstone
    document_mention assistant_app_thread ekm_access_denied
    system_join_channel system_leave_channel system_add_to_channel system_remove_from_channel system_join_team
    system_leave_team system_add_to_team system_remove_from_team system_header_change system_displayname_change
    system_purpose_change system_convert_channel system_channel_deleted system_channel_restored system_welcome_post custom_calls
    room_changed_topic room_changed_announcement room_changed_description room_changed_privacy room_archived room_unarchived
    user_muted user_unmuted message_pinned`;

  it('is said in words, not by its code', () => {
    expect(
      codes
        .trim()
        .split(/\s+/)
        .filter((code) => rules[code] === undefined),
    ).toEqual([]);
  });
});

describe('components', () => {
  const files = readdirSync(join(root, 'client'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.tsx'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));

  it.each(files)('%s holds no word of its own', (file) => {
    const text = readFileSync(join(root, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$|<code>.*?<\/code>/gm, '');
    const betweenTags = [...text.matchAll(/<\/?[A-Za-z][^<>]*[^=]>([^<>{}()=;]*\p{L}{2,}[^<>{}()=;]*)<\//gu)].map(
      ([, words]) => words?.trim(),
    );
    const spoken = [...text.matchAll(/\b(?:aria-label|title|placeholder|alt|label)="([^"]*\p{L}{2,}[^"]*)"/gu)].map(
      ([, words]) => words,
    );
    expect([...betweenTags, ...spoken].filter((found) => found !== 'Vigie')).toEqual([]);
  });
});
