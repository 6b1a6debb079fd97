import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { slackExportRead } from '../../pipelines/sources/slack-export/source.ts';
import { writeZip } from '../support/archives.ts';
import { describeRealData } from '../support/real-data.ts';
import { stageExport } from '../support/stage-export.ts';

/**
 * Day files are read in two ways: most are handed to the engine as they are, and those in which anything is unusual are
 * read message by message. Whatever stands in an export, both must tell the same, to the last row.
 */
const fixtures = join(import.meta.dirname, '../../fixtures/sources/slack-export');
const folder = mkdtempSync(join(tmpdir(), 'vigie-readings-'));
afterAll(() => rmSync(folder, { recursive: true }));

const tables: Readonly<Record<string, string>> = {
  records: `select file, (line + nth)::integer as line, outcome, rule, detail
    from (select *, unnest(range(records)) as nth from staged_records) order by all`,
  people: 'from staged_people order by all',
  communities: 'from staged_communities order by all',
  memberships: 'from staged_memberships order by all',
  events: 'from staged_events order by all',
  reported: 'from staged_reported order by all',
};

/** All that one way of reading comes to. */
async function told(reading: 'whole' | 'each', path: string): Promise<Record<string, unknown>> {
  const staged = await stageExport(slackExportRead(reading), path);
  try {
    const { capabilities, clock, warnings } = staged;
    const result: Record<string, unknown> = { capabilities, clock, warnings };
    for (const [table, sql] of Object.entries(tables)) result[table] = await staged.rows(sql);
    return result;
  } finally {
    await staged.close();
  }
}

async function expectTheSame(path: string): Promise<Record<string, unknown>> {
  const whole = await told('whole', path);
  expect(whole).toEqual(await told('each', path));
  return whole;
}

describe.each(readdirSync(fixtures))('%s', (name) => {
  it('is told alike in both ways', async () => {
    await expectTheSame(join(fixtures, name, 'export'));
  });
});

for (const file of ['slack-houston-2016.zip', 'slack-digital-rebar-2018.zip']) {
  describeRealData(file, (path) => {
    it('is told alike in both ways', async () => {
      await expectTheSame(path);
    }, 60_000);
  });
}

const plain = '{"type":"message","ts":"1611259329.000700","user":"U1","text":"plain"}';
const at = (second: number): string => `"type":"message","ts":"16112593${second}.000100","user":"U2"`;

/** Day files by what is unusual in them; each stands beside a plain message that must not be lost. */
const unusual: Readonly<Record<string, string>> = {
  'no list': '{"messages":[]}',
  'a text': '"zanzibar"',
  'nothing at all': '',
  'an empty list': ' [ \r\n ] ',
  'not JSON': `[${plain}`,
  'a comma before the end': `[${plain} , \n]`,
  'a comma before the end of an object': `[{${at(10)},}]`,
  'a number that is none': `[{${at(11)},"x":NaN}]`,
  'a number without end': `[{${at(12)},"x":-Infinity}]`,
  'a number that is none, in small letters': `[{${at(12)},"x":nan}]`,
  'more after the end': `[${plain}] x`,
  'two lists': `[${plain}][${plain}]`,
  'a closing bracket of its own': `[${plain}]]`,
  'a list that goes on with another object': `[],"x":[${plain}]`,
  'a line break in a text': `[{${at(13)},"text":"a\nb?"}]`,
  'a zero character in a text': `[{${at(14)},"text":"a\\u0000b?"}]`,
  'a zero character in an id': '[{"type":"message","ts":"1611259329.000700","user":"U\\u0000"}]',
  'half an emoji': `[{${at(15)},"text":"\\ud83d?"}, ${plain}]`,
  'Windows letters': `[{${at(16)},"text":"d\u00e9j\u00e0 ?"}]`,
  'a key twice': '[{"type":"message","ts":"1611259329.000700","user":"U1","user":"U3"}]',
  'an unknown key twice': `[{${at(17)},"zebra":1,"zebra":2}]`,
  'a key in capitals': `[{${at(18)},"USER":"U9","Text":"a?"}]`,
  'an escaped key': `[{${at(19)},"te\\u0078t":"a?"}]`,
  'what is no message': `[1,null,"x",[],{},[{}],true,${plain}]`,
  'another type': `[{"type":"event","ts":"1611259329.000700","user":"U1"}]`,
  'a type that is no text': `[{"type":{"a":1},"ts":"1611259329.000700","user":"U1"},{"type":true,"ts":"1611259329.000701","user":"U1"}]`,
  'ids as numbers': `[{"ts":1611259329.0007,"user":12345,"parent_user_id":1e3,"thread_ts":1611259320}]`,
  'a time as a number': `[{"ts":1611259329.000700,"user":"U1"},{"ts":1611259330.123456,"user":"U1"}]`,
  'odd times': `[{"ts":"0","user":"U1"},{"ts":"x","user":"U1"},{"ts":"01611259329.000700","user":"U1"},{"ts":"9.5","user":"U1"}]`,
  'an id that is true': `[{"ts":"1611259329.000701","user":true},{"ts":"1611259329.000702","user":{"id":"U1"}},{"ts":"1611259329.000703","user":["U1"]}]`,
  'empty ids': `[{"ts":"1611259329.000704","user":"","bot_id":"B1"},{"ts":"1611259329.000705","user":"U1","bot_id":"","parent_user_id":""}]`,
  'small letters in ids': `[{"ts":"1611259329.000706","user":"ana"},{"ts":"1611259329.000707","user":"true"}]`,
  'an odd subtype': `[{${at(20)},"subtype":"Some Thing"},{${at(21)},"subtype":true},{${at(22)},"subtype":""},{${at(23)},"subtype":5}]`,
  'a text that is no text': `[{${at(24)},"text":{"a":"<@U7> ?"}},{${at(25)},"text":["<@U8>?"]},{${at(26)},"text":5},{${at(27)},"text":null}]`,
  'a text in brackets': `[{${at(28)},"text":"[VIG-1] who, <@U5|ann>?"},{${at(29)},"text":"{\\"a\\":\\"?\\"}"}]`,
  'lists that are none': `[{${at(30)},"reactions":"x"},{${at(31)},"reactions":{"name":"x"}},{${at(32)},"reactions":[1,null,{"name":"x","users":"U1"}]}]`,
  'odd reactions': `[{${at(33)},"reactions":[{"name":"100","users":["U1","U1"]},{"name":100,"users":["U3"]},{"name":1e2,"users":["U3",null,5,{}]},{"name":true,"users":["U3"]},{"name":"-1","users":["U4"]},{"name":"","users":["U4"]},{"users":["U4"]}]}]`,
  'skin tones': `[{${at(34)},"reactions":[{"name":"wave::skin-tone-2","users":["U1","U3"],"count":2},{"name":"wave","users":["U1"]},{"name":"+1","users":[]},{"name":"true","users":["U1"]}]}]`,
  'odd profiles': `[{${at(35)},"user_profile":[]},{${at(36)},"user_profile":null},{${at(37)},"user_profile":{"real_name":"","display_name":"3D","is_restricted":"true"}},{${at(38)},"user_profile":{"real_name":5,"is_restricted":1}}]`,
  profiles: `[{"ts":"1611259440.000100","user":"U6","user_profile":{"real_name":"","display_name":"Zoé","is_restricted":true,"team":"T9"}},{"ts":"1611259441.000100","user":"U7","user_profile":{"real_name":"{x}","name":"7","is_ultra_restricted":null}}]`,
  edits: `[{${at(40)},"edited":{"user":"U2","ts":"1611259400.000000"}},{${at(40)},"edited":{"ts":5}},{${at(40)},"edited":"x"},{${at(40)}}]`,
  comments: `[{"ts":"1611259442.000100","subtype":"file_comment","comment":{"user":"U5"}},{"ts":"1611259443.000100","subtype":"file_comment","comment":"x"},{"ts":"1611259444.000100","comment":{"user":5}}]`,
  counts: `[{${at(43)},"reply_count":3},{${at(44)},"reply_count":"4"},{${at(45)},"reply_count":2.5},{${at(46)},"reply_count":1e2},{${at(47)},"reply_count":-1}]`,
  questions: `[{${at(48)},"text":"see https://x.test/?a=1\u00a0or not?"},{${at(49)},"text":"HTTPS://x.test/?a\u2003b"},{${at(50)},"text":"\`a?\` \`\`\`b\\n?\`\`\`"},{${at(51)},"text":"\`\`\` open ?"},{${at(52)},"text":"あ？"},{${at(53)},"text":"<https://x.test|a ?> &lt;"},{${at(54)},"text":"ftp://a?\u000b"}]`,
  mentions: `[{${at(55)},"text":"<@U1> <@U1|ann> <@W2> <@u3> <@U4|a>b> <!here> <@U5|line\\nbreak>"}]`,
  'deep brackets': `[{${at(56)},"blocks":${'['.repeat(5000)}${']'.repeat(5000)}}]`,
  'a byte order mark': `\ufeff[{${at(57)}}]`,
  'pretty print': `[\r\n  {\r\n    "type": "message",\r\n    "ts": "1611259458.000100",\r\n    "user": "U1"\r\n  }\r\n]\r\n`,
};

/** One export with a folder for each, so that what is told of one does not hide in another. */
function exportOf(cases: Readonly<Record<string, string>>): Record<string, string | Buffer> {
  return Object.fromEntries(
    Object.entries(cases).flatMap(([name, content]) => [
      [`${name}/2021-01-21.json`, name === 'Windows letters' ? Buffer.from(content, 'latin1') : content],
      [`${name}/2021-01-22.json`, `[${plain.replace('1611259329', '1611359329')}]`],
    ]),
  );
}

describe('an unusual day file', () => {
  it('is told alike in both ways, and every plain one beside it is used', async () => {
    const path = join(folder, 'unusual.zip');
    await writeZip(path, exportOf(unusual));
    const { records } = await expectTheSame(path);
    const beside = (records as { file: string; outcome: string }[]).filter(({ file }) => file.includes('01-22'));
    expect(beside.map(({ outcome }) => outcome)).toEqual(Object.keys(unusual).map(() => 'used'));
  });

  it.each(['a key twice', 'half an emoji', 'what is no message'])('stands alone in an export: %s', async (name) => {
    const place = join(folder, name, name);
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, '2021-01-21.json'), unusual[name] ?? '');
    await expectTheSame(join(folder, name));
  });
});
