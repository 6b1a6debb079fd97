import { expect, it } from 'vitest';
import { progressText } from '../../server/cli/progress-text.ts';

const plain = (text: string | null): string | undefined => text?.replaceAll(/[\u00a0\u202f]/g, ' ');

it('a step that lasts says bytes, records and time only as they are known', () => {
  const bytes = { done: 1.2e9, total: 3.6e9 };
  expect(progressText({}, 60, 'fr')).toBeNull();
  expect(progressText({ bytes: null, records: null }, 60, 'en')).toBeNull();
  expect(plain(progressText({ bytes, records: 4_200_000 }, 120, 'fr'))).toBe(
    '1 200 Mo sur 3 600 Mo, 4 200 000 enregistrements lus, encore environ 4 min de lecture',
  );
  expect(plain(progressText({ bytes }, 2, 'en'))).toBe('1,200 MB of 3,600 MB');
  expect(plain(progressText({ bytes: { done: 2e6, total: 2e6 }, records: 12 }, 60, 'en'))).toBe(
    '2 MB of 2 MB, 12 records read',
  );
});
