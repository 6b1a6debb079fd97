import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stackExchange } from '../../pipelines/sources/stack-exchange/source.ts';
import { dumpPlace, platformOf } from '../../pipelines/sources/stack-exchange/site.ts';
import { BrokenXml, xmlRows } from '../../pipelines/sources/stack-exchange/xml-rows.ts';
import { importDeliveries } from '../../pipelines/steps/import-deliveries.ts';
import { importRequest, snapshotRows } from '../support/import-request.ts';
import { importTwice } from '../support/import-twice.ts';
import { describeRealData } from '../support/real-data.ts';
import { testSourceCases } from '../support/source-cases.ts';
import { type StagedExport, stageExport } from '../support/stage-export.ts';

// "zanzibar" stands in every text and profile, "tok-" in every link.
testSourceCases(stackExchange, ['tagged', 'untagged'], /zanzibar|tok-|x\.test/);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigie-se-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const unknownSite =
  'no name says which site this dump is of: a second site without a name would mix with it, since all number alike; name the folder or archive after the site, such as music.stackexchange.com';
const question = '<row Id="1" PostTypeId="1" CreationDate="2024-01-08T09:00:00" OwnerUserId="10" />';

/** A dump in a folder of its own. */
async function dump(name: string, files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const path = join(folder, name);
  await mkdir(path);
  for (const [file, content] of Object.entries(files)) await writeFile(join(path, file), content);
  return path;
}

async function rowsOf(text: string): Promise<unknown[]> {
  const path = join(folder, 'rows.xml');
  await writeFile(path, text);
  return [...xmlRows(path, 'Posts.xml')];
}

describe('entities', () => {
  const laughs = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
  it.each([
    ['that fetch a file', `<!DOCTYPE posts [<!ENTITY x SYSTEM "file:///etc/passwd">]><posts a="&x;"/>`],
    ['that fetch a definition', `<!DOCTYPE posts [ <!ENTITY % p SYSTEM "http://x.test/p.dtd"> %p; ]><posts/>`],
    ['within the file', `<!DOCTYPE posts [<!ENTITY hello "hi">]><posts>&hello;</posts>`],
    ['that grow without end', `<!DOCTYPE posts [<!ENTITY l0 "ha">${laughs}]><posts><row Body="&l9;"/></posts>`],
  ])('%s are refused in one sentence', async (_, text) => {
    await expect(rowsOf(text)).rejects.toThrow(/^Posts\.xml, line 1: this XML file declares entities/);
  });

  it('refuse the import whichever table declares them', async () => {
    const path = await dump('entities', {
      'Posts.xml': `<posts>${question}</posts>`,
      'Comments.xml': '<!DOCTYPE comments [<!ENTITY a "b">]><comments/>',
    });
    await expect(stageExport(stackExchange, path)).rejects.toThrow(/^Comments\.xml.*declares entities/);
  });

  it('that nobody declared make the file broken', async () => {
    await expect(rowsOf('<posts>\n<row Body="&hello;"/></posts>')).rejects.toThrow(new BrokenXml(2));
  });
});

describe('a table', () => {
  it('is read whatever the pieces it comes in: rows longer than one, letters of four bytes', async () => {
    const body = '🐙'.repeat(50_000);
    const rows = Array.from({ length: 6 }, (_, n) => `<row Id="${n}" Body="${body}" Tags="&lt;a&gt;&#xA;"/>`);
    const read = await rowsOf(`<posts>\n${rows.join('\n')}\n</posts>`);
    expect(read).toEqual(rows.map((_, n) => ({ line: n + 2, attributes: { Id: `${n}`, Body: body, Tags: '<a>\n' } })));
  });

  it('may hold references to characters that XML forbids, as real dumps do', async () => {
    expect(await rowsOf('<posts>\n<row Id="1" Body="a&#x1F;&#55357;&#0;b&#233;"/>\n<row Id="2"/></posts>')).toEqual([
      { line: 2, attributes: { Id: '1', Body: 'a&#x1F;&#55357;&#0;bé' } },
      { line: 3, attributes: { Id: '2' } },
    ]);
  });

  it('with an attribute that never ends is given up', async () => {
    await expect(rowsOf(`<posts><row Body="${'x'.repeat(5_000_000)}`)).rejects.toThrow(BrokenXml);
  });

  it('that is cut stops the import if it is the posts, and is read up to there if not', async () => {
    const cut = await dump('cut', { 'Posts.xml': `<posts>\n${question}\n<row Id="2` });
    await expect(stageExport(stackExchange, cut)).rejects.toThrow(/^Posts\.xml, line 3: this file is not whole/);

    const path = await dump('cut-comments', {
      'Posts.xml': `<posts>${question}</posts>`,
      'Comments.xml': `<comments>
        <row Id="1" PostId="1" UserId="11" CreationDate="2024-01-08T10:00:00" />
        <row Id="2" PostId="1" Text="&`,
    });
    const staged = await stageExport(stackExchange, path);
    expect(staged.warnings.map(({ en }) => en)).toEqual([
      'the file Comments.xml is no longer XML from line 3 on: only what stands before is read',
      unknownSite,
    ]);
    expect(await staged.value('select count(*)::integer from staged_events')).toBe(2);
    await staged.close();
  });
});

describe('a site', () => {
  const told = (name: string, paths: readonly string[] = ['Posts.xml']) =>
    dumpPlace({ name, files: paths.map((path) => ({ path, size: 1 })) });

  it('is told by the name of the archive or of the folder, and by no other name', () => {
    expect(told('music.meta.stackexchange.com.zip')).toEqual({ folder: '', site: 'music.meta.stackexchange.com' });
    expect(told('Stackoverflow.com-Posts')).toEqual({ folder: '', site: 'stackoverflow.com' });
    expect(told('dump.zip', ['pt.stackoverflow.com/Posts.xml', 'pt.stackoverflow.com/Users.xml'])).toEqual({
      folder: 'pt.stackoverflow.com/',
      site: 'pt.stackoverflow.com',
    });
    expect(told('stackexchange-meta.tar.gz').site).toBeNull();
    expect(told('notstackexchange.community').site).toBeNull();
    expect(told('dump.zip', ['a/Posts.xml', 'music.stackexchange.com/Posts.xml'])).toEqual({ folder: '', site: null });
  });

  it('is a platform of its own', () => {
    expect(
      ['music.meta.stackexchange.com', 'meta.stackexchange.com', 'pt.stackoverflow.com', 'mathoverflow.net'].map(
        platformOf,
      ),
    ).toEqual([
      'stack-exchange-music-meta',
      'stack-exchange-meta',
      'stack-exchange-pt-stackoverflow',
      'stack-exchange-mathoverflow',
    ]);
  });

  it('keeps its ids apart from those of another in one data folder', async () => {
    const posts = `<posts>${question}</posts>`;
    await mkdir(join(folder, 'sites'));
    await dump('sites/music.stackexchange.com', { 'Posts.xml': posts });
    await dump('sites/cooking.stackexchange.com', {
      'Posts.xml': posts.replace('OwnerUserId="10"', 'OwnerUserId="11"'),
    });
    const data = join(folder, 'data');
    const results = await importDeliveries(importRequest(data, [join(folder, 'sites')]));
    expect(results.map(({ source, used }) => [source, used])).toEqual([
      ['stack-exchange-cooking', 1],
      ['stack-exchange-music', 1],
    ]);
    expect(await snapshotRows(data, 'select count(*)::integer as events from events')).toEqual([{ events: 2 }]);
  });

  it('is found in a folder named after it, whatever holds that', async () => {
    const path = await dump('renamed', {});
    await mkdir(join(path, 'music.stackexchange.com'));
    await writeFile(join(path, 'music.stackexchange.com/Posts.xml'), `<posts>${question}</posts>`);
    const staged = await stageExport(stackExchange, path);
    expect(staged).toMatchObject({ sureness: 2, source: 'stack-exchange-music', warnings: [] });
    await staged.close();
  });
});

describe('a 7-Zip archive', () => {
  it('is answered with what to do', async () => {
    const signature = Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4]);
    const path = join(folder, 'history.stackexchange.com.7z');
    await writeFile(path, signature);
    await expect(stageExport(stackExchange, path)).rejects.toThrow(/7-Zip archive.*Unpack it/);
  });
});

describeRealData('stackexchange-meta.tar.gz', (path) => {
  let staged: StagedExport;
  beforeAll(async () => {
    staged = await stageExport(stackExchange, path);
  }, 60_000);
  afterAll(() => staged.close());

  it('is recognised', () => {
    expect(staged.sureness).toBe(1);
    expect(staged.warnings.map(({ en }) => en)).toEqual([unknownSite]);
    expect(staged.capabilities).toEqual(['times', 'threads', 'communities', 'questions', 'population']);
  });

  it('accounts for 1,657 posts, 2,295 users and 3,454 comments', async () => {
    expect(
      await staged.rows(
        `select file, outcome, rule, sum(records)::integer as n from staged_records group by all order by all`,
      ),
    ).toEqual([
      { file: 'Comments.xml', outcome: 'ignored', rule: 'deleted_author', n: 142 },
      { file: 'Comments.xml', outcome: 'used', rule: null, n: 3312 },
      { file: 'Posts.xml', outcome: 'ignored', rule: 'deleted_author', n: 46 },
      { file: 'Posts.xml', outcome: 'ignored', rule: 'not_a_question_or_answer', n: 6 },
      { file: 'Posts.xml', outcome: 'used', rule: null, n: 1605 },
      { file: 'Users.xml', outcome: 'used', rule: null, n: 2295 },
    ]);
    expect(await staged.value('select count(distinct actor_native_id)::integer from staged_events')).toBe(384);
  });

  // Counted by an independent program: questions by first tag, and ties without those to oneself.
  it('counts questions by community', async () => {
    expect(
      await staged.rows(`select community_native_id as tag, count(*)::integer as n from staged_events
        where kind = 'post' group by all order by n desc`),
    ).toEqual([
      { tag: 'discussion', n: 447 },
      { tag: 'support', n: 46 },
      { tag: 'feature-request', n: 20 },
      { tag: 'bug', n: 16 },
    ]);
  });

  it('counts who answers whom, without the site’s own account', async () => {
    expect(
      await staged.rows(`select count(*)::integer as events, count(distinct (actor_native_id, target_native_id))::integer as pairs
        from staged_events where kind = 'reply' and actor_native_id <> target_native_id`),
    ).toEqual([{ events: 3328, pairs: 1691 }]);
  });

  it('imports as a whole, and a second time changes nothing', async () => {
    const { first, second, facts } = await importTwice(path);
    expect(first).toMatchObject({ source: 'stack-exchange', records_read: 7406, people: 2295, communities: 4 });
    expect(second).toMatchObject({ used: 0, events: {} });
    expect(facts[1]).toBe(facts[0]);
  }, 60_000);
});
