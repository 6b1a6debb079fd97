import { ImportError } from '../import-error.ts';
import { importDeliveries } from '../steps/import-deliveries.ts';
import type { ImportRequest } from '../steps/import-request.ts';
import type { Progress } from '../steps/report.ts';
import { isTimeZone } from '../store/settings.ts';
import { type Call, type Command, placeOf, readArguments, textOf } from './call.ts';
import { mappingAt } from './mapping-at.ts';

/** Prints `{"result"}`: a report for each delivery that was imported. */
export const importCommand: Command = async (call) => {
  call.print({ result: await importDeliveries(await importRequest(call)) });
  return true;
};

async function importRequest(call: Call): Promise<ImportRequest> {
  const { values, positionals } = readArguments(call, {
    source: { type: 'string' },
    name: { type: 'string' },
    timezone: { type: 'string' },
    departments: { type: 'string' },
    aliases: { type: 'string' },
    origin: { type: 'string' },
    undirected: { type: 'boolean' },
    mapping: { type: 'string' },
    'accept-rejects': { type: 'boolean' },
  });
  const timeZone = textOf(values['timezone']);
  const origin = textOf(values['origin']);
  const mapping = textOf(values['mapping']);
  if (positionals.length === 0)
    throw new ImportError(
      null,
      null,
      { fr: 'rien à importer n’est indiqué', en: 'nothing to import is given' },
      { fr: 'Indiquez un fichier ou un dossier', en: 'Give a file or a folder' },
    );
  if (timeZone !== null && !isTimeZone(timeZone)) {
    throw new ImportError(
      null,
      null,
      { fr: `le fuseau horaire « ${timeZone} » est inconnu`, en: `the time zone “${timeZone}” is not known` },
      { fr: 'Donnez un nom IANA, comme Europe/Paris ou UTC', en: 'Give an IANA name, such as Europe/Paris or UTC' },
    );
  }
  if (origin !== null && (!/^\d{4}-\d{2}-\d{2}$/.test(origin) || Number.isNaN(Date.parse(origin)))) {
    throw new ImportError(
      null,
      null,
      { fr: `la date d’origine « ${origin} » est illisible`, en: `the date of origin “${origin}” cannot be read` },
      { fr: 'Écrivez-la sous la forme AAAA-MM-JJ', en: 'Write it as YYYY-MM-DD' },
    );
  }
  return {
    ...placeOf(call, values['data']),
    paths: positionals,
    source: textOf(values['source']),
    name: textOf(values['name']),
    timeZone,
    departments: textOf(values['departments']),
    aliases: textOf(values['aliases']),
    undirected: values['undirected'] === true,
    origin,
    acceptRejects: values['accept-rejects'] === true,
    mapping: mapping === null ? null : await mappingAt(mapping),
    now: call.now(),
    elapsed: call.elapsed,
    progress: throttled(call),
    warn: (warning) => call.print({ warning }),
  };
}

const printEveryMs = 250;

/** Passes on the first line of a step, and at most four a second after it. */
function throttled({ elapsed, print }: Call): (progress: Progress) => void {
  let step = '';
  let last = 0;
  return (progress) => {
    const now = elapsed();
    if (progress.step === step && now - last < printEveryMs) return;
    step = progress.step;
    last = now;
    print(progress);
  };
}
