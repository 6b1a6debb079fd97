import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import suppression from '../fixtures/oracle/suppression-example.json' with { type: 'json' };
import { answer } from '../server/answer.ts';
import { definitions, findDefinition } from '../server/catalogue.ts';
import type { Result } from '../server/contract/results.ts';
import type { Snapshot } from '../server/facts/open.ts';
import type { Identities } from '../server/identities.ts';
import { complementarySuppression, hiddenDepartments } from '../server/privacy.ts';
import { openEdges, openWorld } from './support/world.ts';

// Four departments of 8, 6, 6 and 3 people: Legal (3) is under the minimum of 5, and would be found by subtracting the
// others from any total, so one of the two of 6 is hidden with it.
const sizes = { Sales: 8, IT: 6, HR: 6, Legal: 3 };
const departments = Object.fromEntries(
  Object.entries(sizes).flatMap(([department, n]) =>
    Array.from({ length: n }, (_, i) => [`${department}-${i}`, department]),
  ),
);
const people = Object.keys(departments);
const edges = people.flatMap((person, i) =>
  [1, 2, 9].map((step) => [person, people[(i + step) % people.length] ?? ''] as const),
);

const anonymous = { identities: null, unsuppressed: false };
let snapshot: Snapshot;

beforeAll(async () => {
  snapshot = await openEdges(edges, { departments });
});
afterAll(() => snapshot.close());

const textOf = (result: Result) => JSON.stringify(result);

describe('small groups', () => {
  it('hides the smallest remaining department too, as in the published example', () => {
    const cells = Object.entries(suppression.table).map(([key, { n }]) => ({ key, people: n }));
    const hidden = complementarySuppression(cells);
    expect([...hidden].sort()).toEqual(
      [...suppression.primary_suppressed, ...suppression.complementary_suppressed].sort(),
    );
  });

  it('hides nothing when every group is large enough', () => {
    expect(
      complementarySuppression([
        { key: 'a', people: 5 },
        { key: 'b', people: 12 },
      ]).size,
    ).toBe(0);
  });

  it('hides everything when two groups remain and one is small', () => {
    expect(
      [
        ...complementarySuppression([
          { key: 'a', people: 2 },
          { key: 'b', people: 40 },
        ]),
      ].sort(),
    ).toEqual(['a', 'b']);
  });

  it('counts who is left in a department, not who ever was there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vigie-moves-'));
    // Lab: three people now, four more until June. Old: all five gone to Ops. Ops and Shop are large enough throughout.
    const rows = [
      ...[0, 1, 2].map((n) => `lab${n},Lab,,`),
      ...[3, 4, 5, 6].flatMap((n) => [`lab${n},Lab,,2024-06-01`, `lab${n},Ops,2024-06-01,`]),
      ...[0, 1, 2, 3, 4].flatMap((n) => [`old${n},Old,,2024-03-01`, `old${n},Ops,2024-03-01,`]),
      ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `shop${n},Shop,,`),
    ];
    writeFileSync(join(folder, 'people.csv'), `person_id,department,valid_from,valid_to\n${rows.join('\n')}\n`);
    writeFileSync(
      join(folder, 'events.csv'),
      'kind,occurred_at,actor_id\npost,2024-01-02T09:00:00Z,lab0\npost,2024-09-02T09:00:00Z,shop0\n',
    );
    const moved = await openWorld(folder);
    try {
      // Old, the next smallest, is hidden with Lab: alone, Lab could be had by subtraction.
      expect([...(await hiddenDepartments(moved))].sort()).toEqual(['Lab', 'Old']);
    } finally {
      moved.close();
      rmSync(folder, { recursive: true });
    }
  });

  it('finds the hidden departments of a snapshot', async () => {
    expect([...(await hiddenDepartments(snapshot))].sort()).toEqual(['HR', 'Legal']);
  });

  it.each(definitions.filter(({ privacy }) => privacy?.departments !== undefined))(
    '$id gives no figure of a hidden department',
    async (definition) => {
      const { rows, columns } = await answer(definition, snapshot, {}, anonymous);
      const departmentKeys = definition.privacy?.departments ?? [];
      const figures = columns.filter(
        ({ unit, key }) => unit !== 'text' && unit !== 'date' && !departmentKeys.includes(key) && key !== 'offset',
      );
      for (const row of rows) {
        if (!departmentKeys.some((key) => row[key] === 'Legal' || row[key] === 'HR')) continue;
        for (const { key } of figures) expect(row[key], `${definition.id}.${key}`).toBeNull();
      }
    },
  );

  it.each(definitions.filter(({ family }) => family !== 'tables'))(
    '$id refuses to be narrowed to a hidden department',
    async (definition) => {
      const result = await answer(definition, snapshot, { department: 'Legal' }, anonymous);
      expect(result.rows).toEqual([]);
      expect(result.reason).not.toBeNull();
    },
  );

  it('shows everything to the steward who asks for it', async () => {
    const degree = findDefinition('degree');
    if (degree === null) throw new Error('no metric degree');
    const result = await answer(degree, snapshot, { department: 'Legal' }, { identities: null, unsuppressed: true });
    expect(result.rows).toHaveLength(3);
  });
});

describe('names', () => {
  it.each(definitions)('$id shows pseudonyms only to who may not see names', async (definition) => {
    const text = textOf(await answer(definition, snapshot, {}, anonymous));
    for (const person of people) expect(text).not.toContain(`"${person}"`);
  });

  it('adds native ids and names for who may', async () => {
    const degree = findDefinition('degree');
    if (degree === null) throw new Error('no metric degree');
    const bare = await answer(degree, snapshot, {}, anonymous);
    const [first] = bare.rows;
    const id = String(first?.subject_id);
    const identities: Identities = new Map([
      [
        id,
        {
          person_id: id,
          source: 'edge-list',
          native_id: 'Sales-0',
          display_name: 'Ana Ruiz',
          email: null,
          profile_url: null,
        },
      ],
    ]);
    const named = await answer(degree, snapshot, {}, { identities, unsuppressed: false });
    expect(named.rows.find((row) => row.subject_id === id)).toMatchObject({
      native_id: 'Sales-0',
      display_name: 'Ana Ruiz',
      name: 'Ana Ruiz',
    });
    expect(bare.columns.map(({ key }) => key)).not.toContain('display_name');
  });

  it('calls a person without a display name by their native id, and by their pseudonym when names are hidden', async () => {
    const degree = findDefinition('degree');
    if (degree === null) throw new Error('no metric degree');
    const bare = await answer(degree, snapshot, {}, anonymous);
    const id = String(bare.rows[0]?.subject_id);
    const unnamed = { person_id: id, source: 'edge-list', native_id: '417', display_name: null };
    const identities: Identities = new Map([[id, { ...unnamed, email: null, profile_url: null }]]);
    const named = await answer(degree, snapshot, {}, { identities, unsuppressed: false });
    expect(named.rows.find((row) => row.subject_id === id)?.name).toBe('417');
    expect(bare.rows[0]?.name).toBe(id.slice(0, 8));
  });
});
