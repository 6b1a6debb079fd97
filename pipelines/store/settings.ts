import { readFile } from 'node:fs/promises';
import { ImportError } from '../import-error.ts';

/** What a data folder remembers between imports. */
export interface Settings {
  /** IANA name of the zone in which days are cut. */
  readonly timeZone: string;
  /** Country or region whose public holidays count, such as `FR-57`: kept for the server, which reads it. */
  readonly country?: string;
  /** How many months before that of the last event are kept; older events are removed after each import. */
  readonly retentionMonths?: number;
}

export const defaultTimeZone = 'Europe/Paris';

/** The settings of a data folder, or null when it has none yet. Throws ImportError on a file that is not ours. */
export async function readSettings(path: string): Promise<Settings | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    const { timeZone, country, retentionMonths } = JSON.parse(text) as Record<string, unknown>;
    if (typeof timeZone === 'string' && isTimeZone(timeZone)) {
      return {
        timeZone,
        ...(typeof country === 'string' ? { country } : {}),
        ...(typeof retentionMonths === 'number' && Number.isInteger(retentionMonths) && retentionMonths > 0
          ? { retentionMonths }
          : {}),
      };
    }
  } catch {
    // Not JSON: the message below says what to do, as for a wrong value.
  }
  throw new ImportError(
    path,
    null,
    { fr: 'le fuseau horaire des journées est illisible', en: 'the reporting time zone cannot be read' },
    {
      fr: 'Réparez ou supprimez ce fichier, puis importez à nouveau en indiquant le fuseau horaire',
      en: 'Repair or remove this file, then import again, giving the time zone',
    },
  );
}

/** Whether the platform knows this zone: the same list as the engine's, both being ICU's. */
export function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
