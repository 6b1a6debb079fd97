import { describe, expect, it } from 'vitest';
import { markdownAsksQuestion, ownWords } from '../../pipelines/sources/zulip-realm/markdown-words.ts';
import { zulipRealm } from '../../pipelines/sources/zulip-realm/source.ts';
import { tableRows } from '../../pipelines/sources/json-table-rows.ts';
import { testSourceCases } from '../support/source-cases.ts';

// The word "zanzibar" stands in every text and topic of the examples, "tok-" in every secret.
testSourceCases(zulipRealm, ['old-public-data', 'organisation'], /zanzibar|tok-|x\.test|999-/i);

describe('the rows of an export file', () => {
  const rows = (text: string) => [...tableRows(Buffer.from(text))];

  it('come one at a time, whatever brackets and quotes stand in their texts', () => {
    expect(
      rows('{"a": [{"t": "]}\\"[{,"}, 7 , [1, [2]], "x"], "b": {"c": [1]}, "d": 3, "e": [], "f":[ null ]}'),
    ).toEqual([
      { table: 'a', line: 1, row: { t: ']}"[{,' } },
      { table: 'a', line: 2, row: 7 },
      { table: 'a', line: 3, row: [1, [2]] },
      { table: 'a', line: 4, row: 'x' },
      { table: 'f', line: 1, row: null },
    ]);
    expect(rows('{}')).toEqual([]);
    expect(rows('{"a": [{"t": "ends with a backslash \\\\"}, 2]}')).toHaveLength(2);
  });

  it('before a break are kept, and the break is told', () => {
    const broken = { table: '', line: 1, row: undefined };
    for (const text of ['', 'zanzibar', '{', '{"a', '{"a": [', '{"a": 1', '{"a": [{"b": 1', '{"a": ["x']) {
      expect(rows(text)).toEqual([broken]);
    }
    expect(rows('{"a": [1, 2')).toEqual([{ table: 'a', line: 1, row: 1 }, broken]);
    expect(rows('{"a": [{"b" 1}, 2]}')).toEqual([
      { table: 'a', line: 1, row: undefined },
      { table: 'a', line: 2, row: 2 },
    ]);
  });
});

describe('the own words of a message', () => {
  it('leave quotations and code out, spoilers in', () => {
    expect(ownWords('a\n```quote\nb\n```\nc')).toBe('a\nc');
    expect(ownWords('a\n````quote\nb\n```python\nc\n```\nd\n````\ne')).toBe('a\ne');
    expect(ownWords('```spoiler title\na\n> b\n```\nc')).toBe('a\nc');
    expect(ownWords('```python\n~~~quote\n```\na')).toBe('a');
    expect(ownWords('a `b` c ``d ` e`` f')).toBe('a   c   f');
    expect(ownWords('a\n~~~\nnever closed')).toBe('a');
  });

  it('tell a question', () => {
    expect(markdownAsksQuestion('why?')).toBe(true);
    expect(markdownAsksQuestion('see [that](https://x.test/?a=1) and https://x.test/?b')).toBe(false);
    expect(markdownAsksQuestion('see #**general>why?** and @**Who?**')).toBe(false);
    expect(markdownAsksQuestion('> why?\n\nbecause')).toBe(false);
  });
});
