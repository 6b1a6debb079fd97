import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { vigie } from '../support/vigie.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-map-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('proposes a mapping to be edited, loads with it, and creates nothing by a mere look', async () => {
  const data = join(folder, 'data');
  const table = join(folder, 'wall-2026-03.csv');
  writeFileSync(
    table,
    'Auteur;Posté le;Salon;Geste\nana;2026-03-14 09:00;Vélo;Billet\nbo;2026-03-15 09:00;Vélo;Billet\n',
  );
  const proposed = await vigie(['map', '--data', data, table]);
  expect(proposed.status).toBe(0);
  expect(existsSync(data)).toBe(false);
  expect(proposed.out).toContain('  actor: Auteur # the name “Auteur” usually means this\n');
  expect(proposed.err).toContain('no column tells what each row is: all are taken for “post”');

  const mapping = join(folder, 'mapping.yaml');
  writeFileSync(mapping, proposed.out);
  const loaded = await vigie(['import', '--data', data, '--mapping', mapping, '--json', table]);
  expect(loaded.status).toBe(0);
  expect(JSON.parse(loaded.out)).toMatchObject([{ source: 'mapped-file', used: 2, events: { post: 2 }, people: 2 }]);
  expect(existsSync(join(data, 'mappings', 'wall.yaml'))).toBe(true);
});

it('refuses a mapping that makes no sense, with exit code 1 and the line', async () => {
  const mapping = join(folder, 'broken.yaml');
  writeFileSync(mapping, 'vigie_mapping: 1\ncolumns: [\n');
  const refused = await vigie([
    'import',
    '--data',
    join(folder, 'other'),
    '--mapping',
    mapping,
    join(folder, 'none.csv'),
  ]);
  expect(refused).toMatchObject({ status: 1, out: '' });
  expect(refused.err).toContain('this mapping is not readable YAML');
});
