import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { interventionKind } from '../../pipelines/sources/intervention-kind.ts';
import { occurrencesOf, readEvent } from '../../pipelines/sources/interventions-ics/occurrences.ts';
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

describe('a repeated event', () => {
  const occurrences = (rule: string) => {
    const properties = ['UID:1', 'SUMMARY:x', 'DTSTART;VALUE=DATE:20240201', `RRULE:${rule}`];
    const read = readEvent({ line: 1, zone: null, properties });
    if (!('event' in read)) throw new Error(rule);
    const { all, cut } = occurrencesOf(read, []);
    return { days: all.map((one) => one.starts_on), cut };
  };

  it.each([
    ['FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=3', ['2024-02-01', '2024-02-02', '2024-02-05']],
    ['FREQ=WEEKLY;INTERVAL=2;UNTIL=20240229', ['2024-02-01', '2024-02-15', '2024-02-29']],
    ['FREQ=WEEKLY;INTERVAL=6;BYDAY=TH;COUNT=2', ['2024-02-01', '2024-03-14']],
    ['FREQ=MONTHLY;BYDAY=1TH;COUNT=3', ['2024-02-01', '2024-03-07', '2024-04-04']],
    ['FREQ=YEARLY;UNTIL=20260101', ['2024-02-01', '2025-02-01']],
  ])('is told day by day: %s', (rule, days) => {
    expect(occurrences(rule)).toEqual({ days, cut: false });
  });

  it.each([
    'FREQ=SECONDLY;BYMONTH=1',
    'FREQ=MINUTELY',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31',
    'FREQ=DAILY;INTERVAL=7;BYDAY=FR',
    'FREQ=DAILY;INTERVAL=1461;BYMONTH=3',
    'FREQ=WEEKLY;BYWEEKNO=60',
    'FREQ=MONTHLY;INTERVAL=12;BYMONTH=3',
  ])('that may have no next time is told once, and never searched for ever: %s', (rule) => {
    let told: unknown;
    try {
      told = occurrences(rule);
    } catch (error) {
      told = String(error); // refused by the reader of rules itself
    }
    expect([{ days: ['2024-02-01'], cut: true }, `Error: ${rule}`]).toContainEqual(told);
  });

  it('ends after 520 times or ten years, and says so', () => {
    expect(occurrences('FREQ=DAILY')).toMatchObject({ cut: true, days: { length: 520 } });
    expect(occurrences('FREQ=MONTHLY')).toMatchObject({ cut: true, days: { length: 119 } });
  });
});

it('says that a calendar without any event holds nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-ics-'));
  try {
    writeFileSync(join(folder, 'empty.ics'), 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n');
    const staged = await stageExport(interventionsIcs, folder);
    try {
      expect(await staged.rows('from staged_interventions')).toEqual([]);
      expect(await staged.rows('from staged_records')).toEqual([]);
    } finally {
      await staged.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
