import Holidays from 'date-holidays';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Where the working days are: a country of ISO 3166-1, and a region of it where public holidays differ. */
export interface Place {
  readonly country: string;
  readonly region: string | null;
}

const france: Place = { country: 'FR', region: null };
const settingsSchema = z.object({ country: z.string().optional() });

/** A place from `FR`, or `FR-57` (Moselle, with the two holidays of Alsace-Moselle); null when it is not known. */
export function placeOf(code: string): Place | null {
  const [, country = '', region] = /^([a-z]{2})(?:-([a-z0-9]+))?$/i.exec(code.trim().toUpperCase()) ?? [];
  const known = new Holidays();
  if (!(country in (known.getCountries() ?? {}))) return null;
  if (region === undefined) return { country, region: null };
  return region in (known.getStates(country) ?? {}) ? { country, region } : null;
}

/**
 * The place of a data folder: what the environment says, else `country` of its settings, else France.
 * @throws Error when the code given is no place that is known.
 */
export function placeOfFolder(dataFolder: string, fromEnvironment: string | undefined): Place {
  const settings = join(dataFolder, 'settings.json');
  const written = fromEnvironment ?? (existsSync(settings) ? countryIn(readFileSync(settings, 'utf8')) : undefined);
  if (written === undefined) return france;
  const place = placeOf(written);
  if (place === null) {
    throw new Error(`“${written}” is no country that is known: give two letters such as FR, or a region such as FR-57`);
  }
  return place;
}

function countryIn(json: string): string | undefined {
  const parsed: unknown = JSON.parse(json);
  return settingsSchema.parse(parsed).country;
}
