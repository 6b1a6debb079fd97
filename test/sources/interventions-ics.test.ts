import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { interventionKind } from '../../pipelines/sources/interventions-ics/kind.ts';
import { interventionsIcs } from '../../pipelines/sources/interventions-ics/source.ts';
import { testSourceCases } from '../support/source-cases.ts';
import { stageExport } from '../support/stage-export.ts';

testSourceCases(interventionsIcs, ['calendar'], /zanzibar|Doctor/i);

it('stages the interventions that were counted by hand', async () => {
  const root = join(import.meta.dirname, '../../fixtures/sources/interventions-ics/calendar');
  const staged = await stageExport(interventionsIcs, join(root, 'export'));
  try {
    const rows = await staged.rows('from staged_interventions order by native_id');
    const present = rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)));
    expect(present).toEqual(JSON.parse(readFileSync(join(root, 'expected/interventions.json'), 'utf8')));
  } finally {
    await staged.close();
  }
});

describe('the kind of an intervention', () => {
  it.each([
    ['launch', [], 'Kick-off: Data guild'],
    ['launch', [], 'Démarrage du réseau'],
    ['campaign', [], 'Défi photo'],
    ['training', [], 'Webinaire: écrire pour être lu'],
    ['event', [], 'Séminaire annuel'],
    ['training', ['FORMATION'], 'Lancement'],
    ['launch', ['Équipe'], 'Lancement'],
    ['other', [], 'Parcours et transformations'],
    ['other', [], ''],
  ])('is %s for %j, “%s”', (kind, categories, title) => {
    expect(interventionKind(categories, title)).toBe(kind);
  });
});
