import { describe, expect, test } from 'vitest';
import { createFormat } from '../../client/lib/format.ts';
import { typeset } from '../../client/lib/typography.ts';

describe('French spacing', () => {
  test('no line can begin with a punctuation mark', () => {
    expect(typeset('Trop tard : « vraiment » ? Oui ; 41 % !', 'fr')).toBe(
      'Trop tard\u202f: «\u202fvraiment\u202f» ? Oui\u202f; 41\u202f% !'.replace(/ ([?!])/g, '\u202f$1'),
    );
  });
  test('English is left alone', () => expect(typeset('Why : 41 %', 'en')).toBe('Why : 41 %'));
});

describe('numbers and dates', () => {
  const fr = createFormat('fr');
  const en = createFormat('en');
  test('groups of digits and decimals follow the language', () => {
    expect(fr.decimal(1234.5)).toBe('1\u202f234,5');
    expect(en.decimal(1234.5)).toBe('1,234.5');
  });
  test('a share is a per cent, null is a dash and never 0', () => {
    expect(fr.cell(0.416, 'share')).toBe('42\u202f%');
    expect(fr.cell(null, 'share')).toBe('\u2013');
    expect(fr.cell(0, 'share')).toBe('0\u202f%');
  });
  test('a few of very many are no 0 %', () => {
    expect(fr.cell(0.0005, 'share')).toBe('0,1\u202f%');
    expect(fr.cell(0.0004, 'share')).toBe('<\u00a00,1\u202f%');
    expect(en.cell(0.000001, 'share')).toBe('<\u00a00.1%');
  });
  test('a difference of shares is in points', () => {
    expect(fr.points(0.03)).toBe('+3\u00a0pts');
    expect(fr.points(-0.004)).toBe('\u22120,4\u00a0pts');
  });
  test('a date does not break over two lines', () => expect(fr.day('2026-11-21')).toBe('21\u00a0nov.\u00a02026'));
  test('on a relative clock the first day is day 1', () => {
    expect(createFormat('fr', 'relative', '1970-01-01').day('1970-01-12')).toBe('jour 12');
    expect(createFormat('en', 'relative', '1970-01-01').day('1970-01-01')).toBe('day 1');
  });
});
