import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDelivery } from '../../pipelines/delivery/open-delivery.ts';
import { Containers } from '../../pipelines/sources/activity-streams/containers.ts';
import { documentRows } from '../../pipelines/sources/activity-streams/document-rows.ts';
import { linesOf } from '../../pipelines/sources/activity-streams/documents.ts';
import { RecordRows } from '../../pipelines/sources/activity-streams/record-rows.ts';
import { activityStreams } from '../../pipelines/sources/activity-streams/source.ts';
import { writeTarGz } from '../support/archives.ts';
import { describeRealData } from '../support/real-data.ts';
import { testSourceCases } from '../support/source-cases.ts';
import { type StagedExport, stageExport } from '../support/stage-export.ts';

// "zanzibar" stands in every text, "tok-" in every query string.
testSourceCases(activityStreams, ['company', 'documents'], /zanzibar|tok-|x\.test/);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigie-as2-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function stageText(name: string, text: string): Promise<StagedExport> {
  const path = join(folder, name);
  await writeFile(path, text);
  return stageExport(activityStreams, path);
}

const like = (n: number) => JSON.stringify({ type: 'Like', id: `l${n}`, actor: 'a', object: 'b' });

describe('what is refused in one sentence', () => {
  it.each([
    [
      'a document',
      '{"verb":"post","actor":{"objectType":"person","displayName":"Ana"},"object":{"objectType":"note"}}',
    ],
    ['a collection', '{"items":[{"verb":"post","actor":{"objectType":"person"}}]}'],
  ])('Activity Streams 1.0, as %s', async (_, text) => {
    await expect(stageText('first-version.json', text)).rejects.toThrow(
      /^first-version\.json.*: this document follows Activity Streams 1\.0 \(verb, objectType\)/,
    );
  });

  it('a document too large to be read in one piece, which should be lines', async () => {
    const path = join(folder, 'huge.json');
    await writeFile(path, '{"@context":"https://www.w3.org/ns/activitystreams","type":"Collection","items":[');
    await truncate(path, 65 * 2 ** 20);
    await expect(stageExport(activityStreams, path)).rejects.toThrow(/65 MiB, more than the 64 MiB.*\.ndjson/);
  });
});

describe('lines', () => {
  it('come whole whatever the pieces they are read in, the last one without its newline', async () => {
    const path = join(folder, 'lines.txt');
    // Two bytes a letter: pieces of a mebibyte end in the middle of one.
    const lines = ['é'.repeat(700_001), '', `x${'é'.repeat(600_000)}`, 'end'];
    await writeFile(path, lines.join('\n'));
    expect([...linesOf(path)]).toEqual(lines);
  });

  it('too long are left out alone', async () => {
    const path = join(folder, 'long.ndjson');
    await writeFile(path, `${like(1)}\n"${'x'.repeat(17_000_000)}"\n${like(2)}\n`);
    const staged = await stageExport(activityStreams, path);
    expect(await staged.rows('select line::integer as line, outcome, rule from staged_records order by line')).toEqual([
      { line: 1, outcome: 'used', rule: null },
      { line: 2, outcome: 'rejected', rule: 'line_too_long' },
      { line: 3, outcome: 'used', rule: null },
    ]);
    await staged.close();
  });
});

it('a file that had to be re-encoded leaves no copy behind', async () => {
  const staged = await stageText('mark.ndjson', `\uFEFF${like(1)}\n`);
  expect(await staged.value('select count(*)::integer from staged_events')).toBe(1);
  expect((await readdir(staged.workFolder)).sort()).toEqual(['activity-documents.ndjson', 'activity-lines.ndjson']);
  await staged.close();
});

describe('threads and communities', () => {
  it('follow replies to the first post, past a thousand of them, and end where replies go round in circles', async () => {
    const note = (id: string, inReplyTo?: string, more: object = {}) =>
      JSON.stringify({
        type: 'Note',
        id,
        attributedTo: 'p',
        ...(inReplyTo === undefined ? {} : { inReplyTo }),
        ...more,
      });
    const chain = Array.from({ length: 1500 }, (_, n) => note(`n${n + 1}`, `n${n}`));
    const staged = await stageText(
      'thread.ndjson',
      [
        '{"@context":"https://www.w3.org/ns/activitystreams","type":"Group","id":"g","name":"G"}',
        // Replies come before what they answer.
        ...chain.toReversed(),
        note('n0', undefined, { audience: 'g' }),
        note('c1', 'c2'),
        note('c2', 'c3'),
        note('c3', 'c1'),
      ].join('\n'),
    );
    expect(
      await staged.rows(`select thread_native_id as thread, community_native_id as community, count(*)::integer as n
        from staged_events where starts_with(native_event_id, 'n') group by all order by all`),
    ).toEqual([{ thread: 'n0', community: 'g', n: 1501 }]);
    expect(
      await staged.value(`select count(*)::integer from staged_events where starts_with(native_event_id, 'c')`),
    ).toBe(3);
    await staged.close();
  });
});

describe('one thing told twice', () => {
  it('is one event, whether it has an id or is known by its content, keys in any order', async () => {
    const staged = await stageText(
      'twice.ndjson',
      [
        '{"type":"Like","actor":"a","object":"b"}',
        '{"object":"b","@context":"https://www.w3.org/ns/activitystreams","actor":"a","type":"Like"}',
        '{"type":"Like","actor":"a","object":"c"}',
      ].join('\n'),
    );
    expect(await staged.rows('select outcome from staged_records order by line')).toEqual([
      { outcome: 'used' },
      { outcome: 'duplicate' },
      { outcome: 'used' },
    ]);
    await staged.close();
  });

  it('is undone only by whoever did it, and only what came before', async () => {
    const staged = await stageText(
      'undo.ndjson',
      [
        '{"type":"Like","id":"l1","actor":"a","object":"x","published":"2026-01-01T08:00:00Z"}',
        '{"type":"Like","id":"l2","actor":"b","object":"x","published":"2026-01-01T08:00:00Z"}',
        '{"type":"Undo","id":"u1","actor":"b","object":"l1"}',
        '{"type":"Undo","id":"u2","actor":"a","object":{"type":"Like","actor":"a","object":"x"},"published":"2026-01-01T09:00:00Z"}',
        '{"type":"Like","id":"l3","actor":"a","object":"x","published":"2026-01-01T10:00:00Z"}',
      ].join('\n'),
    );
    expect(await staged.rows('select native_event_id as id from staged_events order by id')).toEqual([
      { id: 'l2' },
      { id: 'l3' },
    ]);
    expect(await staged.rows('select outcome, rule from staged_records order by line')).toEqual([
      { outcome: 'ignored', rule: 'undone' },
      { outcome: 'used', rule: null },
      { outcome: 'ignored', rule: 'cancels_nothing' },
      { outcome: 'used', rule: null },
      { outcome: 'used', rule: null },
    ]);
    await staged.close();
  });
});

describe('private messages', () => {
  const mention = { type: 'Mention', href: 'm' };
  const cases: readonly (readonly [string, object, string | null])[] = [
    ['to somebody who is mentioned', { to: ['m'], tag: [mention] }, 'private_message'],
    ['to somebody described', { to: [{ type: 'Person', id: 'd' }] }, 'private_message'],
    ['blind copy to a person', { bcc: 'p' }, 'private_message'],
    ['a chat message', { type: 'ChatMessage', to: 'as:Public' }, 'private_message'],
    ['to everyone and a person', { to: ['m', 'as:Public'], tag: mention }, null],
    ['to followers', { to: 'https://s.test/p/followers' }, null],
    ['to a community and a person', { to: [{ type: 'Group', id: 'g' }, 'p'] }, null],
    ['to nobody in particular', {}, null],
  ];

  it('are those addressed to people alone', async () => {
    const notes = cases.map(([id, more]) => JSON.stringify({ type: 'Note', id, attributedTo: 'p', ...more }));
    const staged = await stageText('addressed.ndjson', notes.join('\n'));
    const rows = await staged.rows('select rule from staged_records order by line');
    expect(cases.map(([name], at) => [name, rows[at]?.['rule']])).toEqual(cases.map(([name, , rule]) => [name, rule]));
    expect(await staged.value(`select count(*)::integer from staged_events where kind = 'post'`)).toBe(4);
    await staged.close();
  });
});

it('keeps nothing of the tokens in addresses, and takes one thing for one whoever fetched it', async () => {
  const lines = [
    `{"type":"Create","id":"https://a.test/1?token=hush","actor":{"type":"Person","id":"https://a.test/ana?v=2&sig=hush"},
      "object":{"type":"Note","id":"https://a.test/n?id=1&access_token=hush#x","tag":{"type":"Mention","href":"https://a.test/bo?t=xoxe-hush"}},
      "context":{"type":"Group","id":"https://a.test/g?id=4&X-Amz-Signature=hush","name":"Lean"}}`.replaceAll(
      /\n\s*/g,
      '',
    ),
    `{"type":"Like","id":"l","actor":"https://a.test/bo","object":"https://a.test/n?id=1&access_token=hush-hush#x"}`,
  ];
  const staged = await stageText('tokens.ndjson', lines.join('\n'));
  const facts = {
    people: await staged.rows('select native_id from staged_people order by all'),
    communities: await staged.rows('select native_id from staged_communities'),
    reaction: await staged.rows(`select target_native_id as target from staged_events where kind = 'reaction'`),
    said: JSON.stringify([
      await staged.rows('from staged_events'),
      await staged.rows('from staged_records'),
      staged.warnings,
    ]),
  };
  await staged.close();
  expect(facts).toEqual({
    people: [{ native_id: 'https://a.test/ana?v=2' }, { native_id: 'https://a.test/bo' }],
    communities: [{ native_id: 'https://a.test/g?id=4' }],
    reaction: [{ target: 'https://a.test/ana?v=2' }],
    said: expect.not.stringContaining('hush'),
  });
});

describe('documents of any shape', () => {
  const keys = [
    'id',
    '@id',
    'type',
    '@type',
    'actor',
    'object',
    'target',
    'attributedTo',
    'inReplyTo',
    'published',
    'to',
    'tag',
    'context',
    'name',
    'nameMap',
    'content',
    'url',
    'items',
    'first',
    'department',
  ];
  const words = [
    'Create',
    'Note',
    'Like',
    'Undo',
    'Delete',
    'Tombstone',
    'Join',
    'Add',
    'Remove',
    'Person',
    'Group',
    'Service',
    'Collection',
    'OrderedCollectionPage',
    'Mention',
    'View',
    'Announce',
    'Question',
    'a',
    'b',
    'c',
    'as:Public',
    '2026-01-01T08:00Z',
    '',
    'é?',
  ];
  const leaf = fc.oneof(
    { weight: 60, arbitrary: fc.constantFrom(...words) },
    { weight: 1, arbitrary: fc.constantFrom(null, 0, true) },
  );
  const { value } = fc.letrec<{ value: unknown; object: object }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      { weight: 4, arbitrary: leaf },
      tie('object'),
      fc.array(tie('value'), { maxLength: 3 }),
    ),
    object: fc.dictionary(fc.constantFrom(...keys), tie('value'), { maxKeys: 6 }),
  }));
  const activity = fc.record({
    type: fc.constantFrom(...words.slice(0, 18)),
    id: fc.option(
      fc.nat({ max: 400 }).map((n) => `x${n}`),
      { nil: undefined },
    ),
    actor: value,
    object: value,
    more: fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 3 }),
  });

  it('are read, ignored or rejected, each once, and every event has an id of its own', async () => {
    const lines = fc
      .sample(activity, { numRuns: 1500, seed: 11 })
      .map(({ more, ...told }) => JSON.stringify({ ...told, ...more }).replaceAll('\\n', ' '));
    const staged = await stageText('any.ndjson', lines.join('\n'));
    const read = await staged.rows(`select line::integer as line, count(*)::integer as n from staged_records
      group by line having bool_or(outcome is null) or bool_or((rule is null) <> (outcome in ('used', 'duplicate')))`);
    expect(read).toEqual([]);
    expect(
      await staged.rows(`select count(*) = count(distinct native_event_id) as own, count(*) > 150 as many,
        count(*) = count(actor_native_id) as acted from staged_events`),
    ).toEqual([{ own: true, many: true, acted: true }]);
    expect(
      await staged.value(`select count(*)::integer from staged_people group by native_id having count(*) > 1`),
    ).toBeUndefined();
    await staged.close();
  });
});

describe('documents made to harm', () => {
  const deep = `${'['.repeat(100_000)}1${']'.repeat(100_000)}`;
  const nested = `${'{"object":'.repeat(50_000)}"x"${'}'.repeat(50_000)}`;
  it.each([
    ['a list in a list in a list', deep, 'unexpected_shape'],
    ['a bottomless context', `{"@context":${deep},"type":"Like"}`, 'foreign_context'],
    ['a bottomless time', `{"type":"Like","actor":"a","object":"b","published":${deep}}`, 'invalid_time'],
    ['an object in an object', `{"type":"Like","actor":"a","object":${nested}}`, null],
    ['letters that no database takes', '{"type":"Like","actor":"a\\u0000","object":"b\\ud800"}', null],
  ])('%s costs one record', (_, text, rule) => {
    const rows = new RecordRows();
    const read = [...documentRows('harm.json', Buffer.from(text), rows, new Containers(rows.deviations))];
    const [record] = read.filter((row) => row['sort'] === 'record');
    if (rule === 'invalid_time') expect(read.find((row) => row['sort'] === 'event')?.['occurred']).toBe('none');
    else expect(record?.['rule'] ?? null).toBe(rule);
    expect(JSON.stringify(read)).not.toMatch(/\\u0000|\\ud800/);
  });
});

describeRealData('w3c-activitystreams.tar.gz', (path) => {
  let valid: StagedExport;
  let documents: Map<string, Buffer>;
  beforeAll(async () => {
    const opened = await openDelivery(path, folder, () => {});
    documents = new Map();
    await opened.views[0]?.each(
      (file) => file.path.endsWith('.json'),
      (file, bytes) => void documents.set(file.path, bytes),
    );
    await opened.close();
    const archive = join(folder, 'valid.tar.gz');
    await writeTarGz(archive, Object.fromEntries([...documents].filter(([name]) => !name.includes('/fail/'))));
    valid = await stageExport(activityStreams, archive);
  });
  afterAll(() => valid.close());

  it('reads the 212 valid documents without rejecting any, and refuses the one that is no JSON', async () => {
    expect([...documents.keys()].filter((name) => !name.includes('/fail/'))).toHaveLength(213);
    expect(await valid.rows(`select file, rule from staged_records where outcome = 'rejected'`)).toEqual([
      { file: 'vocabulary-ex196-jsonld.json', rule: 'invalid_json' },
    ]);
    expect(valid.clock).toBe('absolute');
  });

  it('says something of each of the 20 documents that break the standard', () => {
    const broken = [...documents].filter(([name]) => name.includes('/fail/'));
    expect(broken).toHaveLength(20);
    for (const [name, bytes] of broken) {
      const rows = new RecordRows();
      const rejected = [...documentRows(name, bytes, rows, new Containers(rows.deviations))].filter(
        (row) => row['outcome'] === 'rejected',
      );
      expect(rejected.length + [...rows.deviations.warnings()].length, name).toBeGreaterThan(0);
    }
  });
});
