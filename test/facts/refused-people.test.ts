import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { openSnapshot, type Snapshot } from '../../server/facts/open.ts';
import { refusedPeople } from '../../server/facts/refused-people.ts';
import { sql } from '../../server/facts/sql.ts';
import { refuse, withdrawRefusal } from '../../server/state/refusals.ts';
import { importInTurn } from '../support/import-request.ts';

let folder: string;
let snapshot: Snapshot;

// Ana has an account of the platform and a line of the directory, joined by her e-mail address.
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-refused-'));
  const write = (name: string, files: Readonly<Record<string, string>>): string => {
    mkdirSync(join(folder, name), { recursive: true });
    for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, name, file), content);
    return join(folder, name);
  };
  const platform = write('platform', {
    'events.csv': 'event_id,kind,occurred_at,actor_id\n1,post,2021-01-02T10:00:00Z,ana\n',
    'people.csv': 'person_id,display_name,email\nana,Ana Alma,ana@exemple.example\n',
  });
  const staff = write('staff', {
    'staff.csv': 'matricule,nom,prenom,email,department\nE7,Alma,Ana,ana@exemple.example,Legal\n',
  });
  const data = join(folder, 'data');
  await importInTurn(data, [platform, staff]);
  const opened = await openSnapshot(data);
  if (opened === null) throw new Error('nothing was published');
  snapshot = opened;
});
afterAll(() => {
  snapshot.close();
  rmSync(folder, { recursive: true, force: true });
});

it('holds for the person whom an account now stands for, and ends with the refusal', async () => {
  const [joined] = await snapshot.db.all(
    z.object({ person_id: z.string(), canonical_id: z.string() }),
    sql`select person_id, canonical_id from linked_people where person_id <> canonical_id`,
  );
  if (joined === undefined) throw new Error('the accounts were not joined');
  expect([...(await refusedPeople(snapshot))]).toEqual([]);
  refuse(snapshot.folder, joined.person_id, new Date('2026-11-21T00:00:00Z'));
  expect(await refusedPeople(snapshot)).toContain(joined.canonical_id);
  withdrawRefusal(snapshot.folder, joined.person_id);
  expect([...(await refusedPeople(snapshot))]).toEqual([]);
});
