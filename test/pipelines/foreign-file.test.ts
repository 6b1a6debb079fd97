import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ImportError } from '../../pipelines/import-error.ts';
import { receive } from '../../pipelines/steps/receive.ts';
import { writeZip } from '../support/archives.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-foreign-'));
const work = join(folder, '.work');
mkdirSync(work);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The refusal of a file, or of a folder of files, by what is in it. */
async function refusal(
  name: string,
  content: string | Buffer | Readonly<Record<string, string>>,
): Promise<ImportError> {
  const path = join(folder, name);
  if (typeof content === 'string' || Buffer.isBuffer(content)) writeFileSync(path, content);
  else {
    mkdirSync(path);
    for (const [file, text] of Object.entries(content)) writeFileSync(join(path, file), text);
  }
  const error: unknown = await receive(path, null, work, () => {}).catch((thrown: unknown) => thrown);
  if (!(error instanceof ImportError)) throw new Error(`expected a refusal of ${name}`);
  return error;
}

const signIn = '<!DOCTYPE html>\n<html lang="fr"><head><title>Connexion</title></head><body></body></html>';
const expired = '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code></Error>';
const sevenZip = Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4]);
const oldOffice = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

it.each([
  ['export.zip', signIn, 'a web page', 'sign in'],
  ['export.tar.gz', `\n ${signIn.toLowerCase()}`, 'a web page', 'sign in'],
  ['messages.csv', signIn, 'a web page', 'sign in'],
  ['messages.json', signIn, 'a web page', 'sign in'],
  ['lien.zip', expired, 'a web page', 'sign in'],
  ['messages.html', signIn, 'web pages', 'JSON'],
  ['export.rar', Buffer.from('Rar!\u001a\u0007\u0001\u0000', 'latin1'), 'RAR', 'Unpack'],
  ['renamed.zip', Buffer.from('Rar!\u001a\u0007\u0001\u0000', 'latin1'), 'RAR', 'Unpack'],
  ['export.7z', sevenZip, '7-Zip', 'the folder, or a ZIP'],
  ['history.stackexchange.com.7z', sevenZip, '7-Zip', null],
  ['boite.pst', '!BDN....', 'mail', 'eDiscovery'],
  ['boite.mbox', 'From ana@corp.example Fri Mar  1 09:00:00 2024\n', 'mail', 'eDiscovery'],
  ['rapport.pdf', '%PDF-1.7\n', 'a PDF', 'CSV'],
  ['bilan.docx', 'PK\u0003\u0004', 'office document', 'CSV or XLSX'],
  ['events.csv', signIn, 'a web page', 'sign in'],
  ['rien.zip', '', 'empty (0 bytes)', 'Download it again'],
  ['erreur.zip', '{"ok":false,"error":"not_authed"}', 'a mere text', 'its true ending'],
  ['pointer.tar.gz', 'version https://git-lfs.github.com/spec/v1\n', 'a mere text', 'error message'],
  ['export.zip.crdownload', 'PK\u0003\u0004', 'not finished', 'true name'],
  ['export.zip.part', 'PK\u0003\u0004', 'not finished', 'true name'],
  ['export.z01', 'PK\u0007\u0008', 'one part of an archive', 'all the parts'],
  ['export.7z.002', Buffer.from([0, 1, 2]), 'one part of an archive', 'all the parts'],
  ['export.tar.xz', Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]), 'archives of this kind', 'Unpack'],
  ['vieux.xls', oldOffice, 'spreadsheets of this format', '.xlsx'],
])('%s', async (name, content, problem, remedy) => {
  if (remedy === null) {
    const [taken] = await receive(writeFile(name, content), null, work, () => {});
    expect(taken?.source.id).toBe('stack-exchange');
    await taken?.close();
    return;
  }
  const error = await refusal(name, content);
  expect(error.problem.en).toContain(problem);
  expect(error.remedy.en).toContain(remedy);
  expect(error.remedy.en).not.toContain('directory-csv');
});

function writeFile(name: string, content: string | Buffer): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

it('tells a folder of web pages, as chats are saved for reading', async () => {
  const error = await refusal('chat', { 'messages.html': signIn, 'messages2.html': signIn, 'style.css': 'p {}' });
  expect(error.problem.en).toContain('web pages');
});

it('lists the formats where a file may be data after all', async () => {
  const error = await refusal('mixed', { 'notice.pdf': '%PDF-1.7', 'lettre.dat': 'zanzibar' });
  expect(error.problem.en).toContain('not an export that is known here');
  expect(error.remedy.en).toContain('directory-csv');
});

it('says in a folder of exports what each file that is none is', async () => {
  const said: string[] = [];
  mkdirSync(join(folder, 'several'));
  writeFileSync(join(folder, 'several/rapport.pdf'), '%PDF-1.7');
  const event = 'BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20240301\r\nSUMMARY:x\r\nEND:VEVENT';
  await writeZip(join(folder, 'several/agenda.zip'), {
    'agenda.ics': `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${event}\r\nEND:VCALENDAR\r\n`,
  });
  const received = await receive(join(folder, 'several'), null, work, ({ en }) => said.push(en));
  for (const { close } of received) await close();
  expect(received.map(({ source }) => source.id)).toEqual(['interventions-ics']);
  expect(said).toEqual([expect.stringMatching(/^not read, .*: rapport\.pdf \(this is a PDF/)]);
});
