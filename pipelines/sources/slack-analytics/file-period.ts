import { ImportError } from '../../import-error.ts';

/** The days that a file of analytics covers, half-open, and whose they are. */
export interface FilePeriod {
  readonly from: string;
  readonly to: string;
  /** The last day covered. */
  readonly asOf: string;
  /** The workspace, when the name begins with it. */
  readonly workspace: string | null;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const day = String.raw`([A-Z][a-z]{2})[a-z]*\.?[ _]+(\d{1,2}),?[ _]+(\d{4})`;
const between = new RegExp(`${day}[ _]*[-–][ _]*${day}`);
const prior = new RegExp(String.raw`Prior[ _]+(\d{1,3})[ _]+Days?[ _]*[-–][ _]*${day}`, 'i');
const dayMs = 86_400_000;

/**
 * The period that Slack writes in the name of the file and nowhere else: `Acme Member Analytics Prior 30 Days - Apr 17,
 * 2026.csv` ends on the day named, that day included; `… Mar 17, 2025 - Apr 17, 2026.csv` gives both.
 * Throws ImportError when the name holds none.
 */
export function filePeriod(path: string): FilePeriod {
  const [, workspace] = /^(.+?)[ _]+(?:Member|Channel)s?[ _]+Analytics/i.exec(path) ?? [];
  const days = prior.exec(path);
  const both = between.exec(path);
  const last = days === null ? timeOf(both?.slice(4)) : timeOf(days.slice(2));
  const first = days === null ? timeOf(both?.slice(1)) : last === null ? null : last - (Number(days[1]) - 1) * dayMs;
  if (first === null || last === null || first > last) throw noPeriod(path);
  return {
    from: text(first),
    to: text(last + dayMs),
    asOf: text(last),
    workspace: workspace?.replaceAll('_', ' ').trim() ?? null,
  };
}

/** Month, day and year as UTC midnight, or null when there is no such day. */
function timeOf(parts: readonly string[] | undefined): number | null {
  const [name = '', date = '', year = ''] = parts ?? [];
  const month = months.indexOf(name.toLowerCase());
  const time = Date.UTC(Number(year), month, Number(date));
  return month >= 0 && new Date(time).getUTCDate() === Number(date) ? time : null;
}

const text = (time: number): string => new Date(time).toISOString().slice(0, 10);

function noPeriod(path: string): ImportError {
  return new ImportError(
    path,
    null,
    {
      fr: 'le nom de ce fichier ne dit plus quelle période il couvre, et Slack ne l’écrit nulle part ailleurs',
      en: 'the name of this file no longer tells the period it covers, and Slack writes it nowhere else',
    },
    {
      fr: 'Rendez-lui le nom que Slack lui a donné, comme « Acme Member Analytics Prior 30 Days - Apr 17, 2026.csv », puis importez à nouveau',
      en: 'Give it back the name that Slack gave it, such as “Acme Member Analytics Prior 30 Days - Apr 17, 2026.csv”, then import again',
    },
  );
}
