import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportErrors } from '../../pipelines/sources/viva-engage/export-log.ts';
import { vivaEngage } from '../../pipelines/sources/viva-engage/source.ts';
import { receive } from '../../pipelines/steps/receive.ts';
import { type Entries, writeZip } from '../support/archives.ts';
import { importInTurn, snapshotRows } from '../support/import-request.ts';
import { testSourceCases } from '../support/source-cases.ts';
import { stageExport } from '../support/stage-export.ts';

// The word "zanzibar" stands in every text, link, token and job title of the examples.
testSourceCases(
  vivaEngage,
  ['external-networks', 'one-month', 'one-person', 'two-overlapping-months'],
  /zanzibar|secret|x\.test|yammer\.com/i,
);

const examples = join(import.meta.dirname, '../../fixtures/sources/viva-engage');
const months = join(examples, 'two-overlapping-months/export');

/** Every file of a folder, by its path in it. */
function tree(folder: string): Entries {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(folder, path), readFileSync(path)];
    }),
  );
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-engage-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, content: string | Buffer): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

/** A folder with one ZIP for each month, under the names given. */
async function monthlyZips(name: string, april: string, may: string): Promise<string> {
  mkdirSync(join(folder, name), { recursive: true });
  await writeZip(join(folder, name, april), tree(join(months, '2023-04')));
  await writeZip(join(folder, name, may), tree(join(months, '2023-05')));
  return join(folder, name);
}

/** The staged tables of a delivery, but for the names of files. */
async function stagedFacts(path: string): Promise<unknown> {
  const staged = await stageExport(vivaEngage, path);
  try {
    const tables = ['staged_people', 'staged_communities', 'staged_memberships', 'staged_events'];
    const rows = await Promise.all(tables.map((table) => staged.rows(`from ${table} order by all`)));
    const outcomes = await staged.rows(
      `select outcome, rule, sum(records)::integer as n from staged_records group by all order by all`,
    );
    return { rows, outcomes, capabilities: staged.capabilities };
  } finally {
    await staged.close();
  }
}

describe('months with overlapping ranges', () => {
  it('say the same in either order, in a folder of ZIPs, a ZIP of ZIPs, or unpacked', async () => {
    const inOrder = await monthlyZips('in-order', 'export-1.zip', 'export-2.zip');
    const swapped = await monthlyZips('swapped', 'export-2.zip', 'export-1.zip');
    const nested = join(folder, 'nested.zip');
    await writeZip(nested, tree(inOrder));
    const unpacked = join(folder, 'unpacked');
    for (const [path, content] of Object.entries(tree(months))) {
      if (path !== 'Likes.csv') write(join('unpacked', path), content);
    }
    const facts = await stagedFacts(inOrder);
    for (const other of [swapped, nested, unpacked]) expect(await stagedFacts(other)).toEqual(facts);
  });

  it('are one delivery, with the reactions that lie beside them', async () => {
    const path = await monthlyZips('with-likes', 'a.zip', 'b.zip');
    write('with-likes/Likes.csv', readFileSync(join(months, 'Likes.csv')));
    const received = await receive(path, null, join(folder, 'work'), () => {});
    expect(received.map(({ source, delivery }) => [source.id, delivery.name])).toEqual([['viva-engage', 'with-likes']]);
    expect(received[0]?.delivery.files.map((file) => file.path)).toEqual(
      expect.arrayContaining(['Likes.csv', 'a/Messages.csv', 'b/export/Messages.csv']),
    );
    for (const { close } of received) await close();
  });

  describe('imported one after the other', () => {
    const facts = async (name: string, deliveries: readonly string[]) => {
      const data = join(folder, name);
      const secretKeyPath = join(folder, 'shared.key');
      await importInTurn(
        data,
        deliveries.map((path) => ({ paths: [path], secretKeyPath })),
      );
      return {
        people: await snapshotRows(data, 'from people order by all'),
        communities: await snapshotRows(data, 'from communities order by all'),
        events: await snapshotRows(data, 'select * exclude (import_id) from events order by event_id'),
      };
    };
    const without = (rows: readonly Record<string, unknown>[], ...columns: readonly string[]) =>
      rows.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => !columns.includes(column))));

    let together: Awaited<ReturnType<typeof facts>>;
    let inTurn: typeof together;
    let inReverse: typeof together;
    beforeAll(async () => {
      const zips = await monthlyZips('zips', 'april.zip', 'may.zip');
      const [april, may] = [join(zips, 'april.zip'), join(zips, 'may.zip')];
      together = await facts('together', [zips]);
      inTurn = await facts('in-turn', [april, may]);
      inReverse = await facts('in-reverse', [may, april]);
    }, 60_000);

    it('give the same people, communities and events as together, whom a reply turns to included', () => {
      expect(inTurn.people).toEqual(together.people);
      expect(inTurn.communities).toEqual(together.communities);
      expect(inTurn.events).toEqual(together.events);
    });

    it('date a change of department, in whatever order they come', () => {
      const departments = together.people.map((row) => [row['department'], row['valid_from'], row['valid_to']]);
      expect(departments).toHaveLength(4);
      expect(departments).toEqual(
        expect.arrayContaining([
          ['Achats', null, null],
          ['Ventes', null, '2023-05-25'],
          ['Support', '2023-05-25', null],
          ['Support', null, null],
        ]),
      );
      expect(inReverse.people).toEqual(together.people);
      // An edited message is as the import made last tells it.
      expect(without(inReverse.events, 'is_question')).toEqual(without(together.events, 'is_question'));
    });
  });
});

describe('an export that broke off', () => {
  it('is to be asked for again', async () => {
    const path = await monthlyZips('broken', 'april.zip', 'may.zip');
    const whole = readFileSync(join(path, 'may.zip'));
    writeFileSync(join(path, 'may.zip'), whole.subarray(0, whole.length / 2));
    await expect(receive(path, null, join(folder, 'work'), () => {})).rejects.toThrow(
      /may\.zip: this archive is cut short or damaged .* the export itself broke off: ask the platform for it again/,
    );
  });

  it('says how many errors it met, naming nobody', () => {
    expect(exportErrors('All done\n0 errors\nErrors: 0\nno failures\n')).toEqual({ count: 0, first: null });
    expect(exportErrors('ok\r\nFailed to export messages of jdupont (Jean Dupont)\r\nERROR x\r\nErrors: 2')).toEqual({
      count: 2,
      first: 'Failed to export messages of …',
    });
    expect(exportErrors('Export started\n2 errors\nError: message 12 failed\n')).toEqual({
      count: 1,
      first: 'Error: message 12 failed',
    });
    expect(exportErrors('Export started\nErrors: 2\n')).toEqual({ count: 2, first: null });
  });
});

describe('a table that can’t be read', () => {
  const message = 'id,thread_id,sender_id,created_at\n1,1,7,2024-01-01T00:00:00Z\n';

  it('stops the import when it is that of the messages', async () => {
    write('no-sender/Messages.csv', 'id,thread_id,created_at\n1,1,2024-01-01T00:00:00Z\n');
    await expect(stageExport(vivaEngage, join(folder, 'no-sender'))).rejects.toThrow(
      /Messages\.csv, line 1: the column “sender_id” is missing/,
    );
  });

  it('costs a warning when it is another, and nothing when it is empty', async () => {
    write('poor/Messages.csv', message);
    write('poor/Users.csv', 'name,email\nAna,ana@contoso.test\n');
    write('poor/Groups.csv', '');
    write('poor/Topics.csv', 'id,name\n1,Lean\n');
    write('poor/MessageThreads.Outbound.csv', 'id,thread_id\n1,1\n');
    write('poor/Files/notes.csv', 'a,b\n1,2\n');
    write('poor/MessagesLikes.json', '{"messageId":1,"usersLikes":[{"id":9}]}');
    const staged = await stageExport(vivaEngage, join(folder, 'poor'));
    try {
      expect(staged.warnings.map(({ en }) => en)).toEqual([
        'Users.csv is not read, for want of the column id',
        'files that these exports do not usually hold, not read: MessagesLikes.json',
      ]);
      expect(staged.capabilities).toEqual(['times', 'threads', 'communities']);
      expect(await staged.rows('select native_id, affiliation from staged_people')).toEqual([
        { native_id: '7', affiliation: 'unknown' },
      ]);
    } finally {
      await staged.close();
    }
  });
});

it('takes for private what is addressed to people outside any community, where no column says so', async () => {
  write(
    'unsaid/Messages.csv',
    `id,thread_id,sender_id,group_id,participants,created_at
1,1,7,,"user:7,user:8",2024-01-01T00:00:00Z
2,2,7,70,"user:7,user:8",2024-01-02T00:00:00Z
3,3,7,,,2024-01-03T00:00:00Z
`,
  );
  const staged = await stageExport(vivaEngage, join(folder, 'unsaid'));
  try {
    expect(await staged.rows('select native_event_id as id, community_native_id as at from staged_events')).toEqual([
      { id: '2', at: '70' },
      { id: '3', at: 'all-company' },
    ]);
    expect(
      await staged.rows(`select line::integer as line, rule from staged_records where outcome = 'ignored'`),
    ).toEqual([{ line: 2, rule: 'private_message' }]);
  } finally {
    await staged.close();
  }
});

it('rejects rows whose ids a spreadsheet rounded, as they have all become one', async () => {
  const row = (id: string, sender: string, hour: number) => `${id};${id};${sender};2023-04-05T0${hour}:00:00.000Z`;
  const lines = [row('2,20E+15', '7', 1), row('2,20E+15', '8', 2), row('2200000000000001', '1.49E+12', 3)];
  const whole = row('9007199254740993', '9007199254740995', 4);
  write('rounded/Messages.csv', `id;thread_id;sender_id;created_at\n${[...lines, whole].join('\n')}\n`);
  write('rounded/Users.csv', 'id;name\n1,49E+12;Ana\n9007199254740995;Bo\n');
  write('rounded/Groups.csv', 'id;name\n1,98E+11;Achats\n');
  const staged = await stageExport(vivaEngage, join(folder, 'rounded'));
  try {
    expect(
      await staged.rows('select outcome, rule, count(*)::integer as n from staged_records group by all order by all'),
    ).toEqual([
      { outcome: 'rejected', rule: 'spoiled_id', n: 5 },
      { outcome: 'used', rule: null, n: 2 },
    ]);
    expect(await staged.rows('select native_event_id as id, actor_native_id as person from staged_events')).toEqual([
      { id: '9007199254740993', person: '9007199254740995' },
    ]);
  } finally {
    await staged.close();
  }
});

it('takes the domain that most people share for the organisation’s own, beside that of the network', async () => {
  const people = (count: number, domain: string, from: number) =>
    Array.from({ length: count }, (_, at) => `${from + at},u${at}@${domain}\n`).join('');
  write('domains/Networks.csv', 'id,permalink,name\n901,contoso.test,Contoso\n');
  write(
    'domains/Users.csv',
    `id,email\n${people(3, 'contoso.test', 100)}${people(12, 'contoso.example', 200)}${people(6, 'partner.test', 300)}`,
  );
  write('domains/Messages.csv', 'id,thread_id,sender_id,created_at\n1,1,100,2024-01-01T00:00:00Z\n');
  const staged = await stageExport(vivaEngage, join(folder, 'domains'));
  try {
    expect(
      await staged.rows('select affiliation, count(*)::integer as people from staged_people group by all order by all'),
    ).toEqual([
      { affiliation: 'external', people: 6 },
      { affiliation: 'internal', people: 15 },
    ]);
    expect(staged.warnings.map(({ en }) => en)).toContain(
      'e-mail domains taken for external (5 people or more): partner.test. If one is your organisation’s, add a directory that says so',
    );
  } finally {
    await staged.close();
  }
});
