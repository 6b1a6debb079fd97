import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { array, boolean, constantFrom, jsonValue, nat, sample, tuple } from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openDelivery } from '../../pipelines/delivery/open-delivery.ts';
import { handOverLists } from '../../pipelines/sources/json-lists.ts';
import { layPlainList } from '../../pipelines/sources/plain-json.ts';
import { writeZip } from '../support/archives.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-lists-'));
afterAll(() => rmSync(folder, { recursive: true }));

const isPlain = (text: string): boolean => layPlainList(Buffer.from(text));

describe('a plain list', () => {
  it('is JSON that every reader takes alike', () => {
    const plain = [
      '[{}]',
      ' [1, -2.5e+3, true, false, null, "a\\"b\\\\", {"x":[]}] ',
      '[["]"],"NaN, inf ,]",{"a":",}"}]',
    ];
    expect(plain.filter((text) => !isPlain(text))).toEqual([]);
  });

  it('is nothing that the engine forgives, and nothing empty', () => {
    const other = [
      '',
      '[',
      '[]',
      '[ ]',
      '{}',
      '"x"',
      '[1,]',
      '[1 , \n]',
      '[{"a":1,}]',
      '[,1]',
      '[1,,2]',
      '[NaN]',
      '[nan]',
    ];
    other.push(
      '[Infinity]',
      '[-inf]',
      '[1]/**/',
      '["a\nb"]',
      '["a\tb"]',
      '["\\u0000"]',
      '["open]',
      '["a\\"]',
      '\ufeff[1]',
    );
    expect(other.filter(isPlain)).toEqual([]);
    expect(layPlainList(Buffer.from('["é"]', 'latin1'))).toBe(false);
  });

  it('comes to one line, and to the same', () => {
    const bytes = Buffer.from('[\r\n {"a": "x\\ny"},\n 2\n]\n');
    expect(layPlainList(bytes)).toBe(true);
    expect(bytes.toString()).toBe('[   {"a": "x\\ny"},  2 ] ');
  });

  it('is read by the engine if and only if it is JSON', async () => {
    const damaged = tuple(
      array(jsonValue(), { minLength: 1 }),
      nat(),
      constantFrom(...Array.from('[]{},:"\\ntNIa0-.e \n')),
      boolean(),
    ).map(([value, place, character, replaced]) => {
      const text = JSON.stringify(value, null, place % 3);
      const at = place % text.length;
      return text.slice(0, at) + character + text.slice(replaced ? at + 1 : at);
    });
    const laid = sample(damaged, { seed: 7, numRuns: 5000 })
      .map((text) => Buffer.from(text))
      .filter((bytes) => layPlainList(bytes))
      .map((bytes) => bytes.toString());
    const path = join(folder, 'laid.ndjson');
    writeFileSync(path, laid.map((line) => `${line}\n`).join(''));
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const db = await instance.connect();
    const result = await db.runAndReadAll(
      `select value is not null from read_json('${path}', format = 'newline_delimited', records = 'false',
         ignore_errors = true, columns = {value: 'json'})`,
    );
    db.closeSync();
    instance.closeSync();
    const read = result.getRows().map(([known]) => known);
    expect(read).toEqual(laid.map(isJson));
    expect(read.filter(Boolean).length).toBeGreaterThan(500);
    expect(read.filter((known) => known === false).length).toBeGreaterThan(500);
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A delivery of lists, of which the engine refuses those that say so. */
async function handOver(contents: readonly string[]) {
  const path = join(folder, 'lists.zip');
  await writeZip(path, Object.fromEntries(contents.map((content, number) => [`${number}.json`, content])));
  const opened = await openDelivery(path, folder, () => {});
  const delivery = opened.views.at(-1);
  if (delivery === undefined) throw new Error('no view');
  const taken: string[] = [];
  const pieces: string[] = [];
  const context = { delivery, progress: () => {} };
  try {
    const left = await handOverLists(context, {
      wanted: () => true,
      async take(piece) {
        pieces.push(piece);
        const lines = readFileSync(piece, 'utf8').split('\n').slice(0, -1);
        if (lines.some((line) => line.includes('refused')))
          throw new Error('Invalid Input Error: Malformed JSON in file');
        if (lines.some((line) => line.includes('broken'))) throw new Error('IO Error: no such disk');
        taken.push(...lines);
      },
    });
    return { left: [...left].sort((a, b) => a - b), taken };
  } finally {
    await opened.close();
    expect(pieces.filter((piece) => existsSync(piece))).toEqual([]);
  }
}

describe('lists handed over', () => {
  it('carry the number of their file, in the order of the archive', async () => {
    expect(await handOver(['[1]', '{}', ' [\n2]'])).toEqual({
      left: [1],
      taken: ['[{"vigie_file":"0"},1]', '[{"vigie_file":"2"}, 2]'],
    });
  });

  it('lose only those that the engine refuses, each found by halving', async () => {
    const contents = Array.from({ length: 20 }, (_, number) => (number === 13 ? '["refused"]' : `[${number}]`));
    const { left, taken } = await handOver(contents);
    expect(left).toEqual([13]);
    expect(taken).toHaveLength(19);
  });

  it('leave nothing on disk when the engine fails', async () => {
    await expect(handOver(['[1]', '["broken"]'])).rejects.toThrow('no such disk');
  });
});
