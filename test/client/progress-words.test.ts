import { describe, expect, it } from 'vitest';
import { createFormat } from '../../client/lib/format.ts';
import { i18n } from '../../client/lib/i18n.ts';
import { progressWords, type Underway } from '../../client/pages/data/progress-words.ts';

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const inFrench = (underway: Underway): string =>
  plain(progressWords(underway, i18n.getFixedT('fr'), createFormat('fr')));
const inEnglish = (underway: Underway): string =>
  plain(progressWords(underway, i18n.getFixedT('en'), createFormat('en')));

type Running = Extract<Underway['progress'], { state: 'running' }>;
const running = (part: Partial<Running>): Underway => ({
  total: 0,
  progress: { state: 'running', step: 'stage', done: 0, total: 1, bytes: null, records: null, seconds: 0, ...part },
});

describe('what is said of a load that runs', () => {
  it('names the step, and adds bytes, records and time only as they are known', () => {
    expect(inFrench(running({ seconds: 9 }))).toBe('Lire les enregistrements');
    const bytes = { done: 1.2e9, total: 3.6e9 };
    expect(inFrench(running({ bytes, seconds: 2 }))).toBe('Lire les enregistrements : 1,2 Go sur 3,6 Go');
    expect(inFrench(running({ bytes, seconds: 120 }))).toBe(
      'Lire les enregistrements : 1,2 Go sur 3,6 Go, encore environ 4 min de lecture',
    );
    expect(inEnglish(running({ bytes, records: 4_200_000, seconds: 15 }))).toBe(
      'Read the records: 1.2 GB of 3.6 GB, 4,200,000 records read, less than a minute of reading left',
    );
  });

  it('says no time left once all is read, nor from the parts of a step, which are no measure: only since when it runs', () => {
    const all = { done: 3.6e9, total: 3.6e9 };
    expect(inFrench(running({ bytes: all, records: 31_000, seconds: 90 }))).toBe(
      'Lire les enregistrements : 3,6 Go lus, 31 000 enregistrements lus, étape commencée il y a 1 min',
    );
    expect(inFrench(running({ done: 12, total: 48, seconds: 9 }))).toBe('Lire les enregistrements : 25 %');
    expect(inFrench(running({ step: 'load', done: 1, total: 3, records: 31_000, seconds: 40 }))).toBe(
      'Réunir les livraisons, 31 000 enregistrements lus, étape commencée il y a 40 s',
    );
  });
});

describe('what is said of an upload', () => {
  it('counts the time from what this tab has sent, not from what was there', () => {
    const progress = { state: 'receiving', bytes: 3e9, total: 4e9 } as const;
    expect(inFrench({ progress, total: 4e9, pace: { resumedAt: 2e9, seconds: 300 } })).toBe(
      'Réception : 3 Go sur 4 Go, encore environ 5 min',
    );
    expect(inFrench({ progress, total: 4e9, pace: null })).toBe('Réception : 3 Go sur 4 Go');
  });
});
