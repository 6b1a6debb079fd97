import { figure } from '../../words.ts';
import { defineSource, type StagingContext } from '../define.ts';
import { writeJsonLines } from '../json-records.ts';
import { calendarEvents } from './calendar-events.ts';
import { type CalendarEvent, mostOccurrences, mostYears, occurrencesOf, readEvent } from './occurrences.ts';

const calendarFile = /^[^/]+\.(ics|ical)$/i;

/** What happened to each event of a calendar, and the interventions that it gives. */
interface Row {
  readonly file: string;
  readonly line: number;
  readonly outcome: 'used' | 'ignored' | 'duplicate' | 'rejected';
  readonly rule?: string;
}

/** Interventions kept in a calendar. See README.md beside this file. */
export const interventionsIcs = defineSource({
  id: 'interventions-ics',
  label: { fr: 'Calendrier d’actions (ICS)', en: 'Calendar of interventions (ICS)' },
  neverKept: [
    'guests and organisers, descriptions, places, links, alarms and attachments of events',
    'events that are private or confidential',
  ],

  async recognise(delivery) {
    for (const { path } of delivery.files) {
      if (calendarFile.test(path) && /^\s*BEGIN:VCALENDAR/i.test(await delivery.head(path))) return 2;
    }
    return 0;
  },

  async stage(context) {
    const rows: Row[] = [];
    const events: (CalendarEvent & { readonly at: number })[] = [];
    for (const { path } of context.delivery.files.filter((file) => calendarFile.test(file.path))) {
      for (const written of calendarEvents(await context.delivery.onDisk(path))) {
        const read = readEvent(written);
        const { line } = written;
        if ('event' in read) events.push({ ...read, at: rows.push({ file: path, line, outcome: 'used' }) - 1 });
        else rows.push({ file: path, line, ...read });
      }
    }
    const { latest, replaced } = latestVersions(events);
    const again = new Set(replaced.map(({ at }) => at));
    const records = rows.map((row, at) => (again.has(at) ? { ...row, outcome: 'duplicate' } : { ...row }));
    const calendars = seriesByUid(latest).map(interventionsOf);
    warnOfEndless(context, calendars.filter(({ cut }) => cut).length);
    await context.runSql(new URL('./interventions.sql', import.meta.url), {
      records: writeJsonLines(context, 'calendar-records.jsonl', records),
      occurrences: writeJsonLines(
        context,
        'calendar-occurrences.jsonl',
        calendars.flatMap(({ all }) => all.map((one) => ({ ...one }))),
      ),
    });
    return { capabilities: [], clock: 'none' };
  },
});

/** Of several versions of an event, or of one occurrence of it, the one with the highest sequence; the first of equals. */
function latestVersions<T extends CalendarEvent>(events: readonly T[]): { latest: T[]; replaced: T[] } {
  const best = new Map<string, T>();
  const replaced: T[] = [];
  for (const event of events) {
    const key = `${event.uid}\n${event.event.isRecurrenceException() ? event.event.recurrenceId.toString() : ''}`;
    const former = best.get(key);
    if (former === undefined || event.sequence > former.sequence) best.set(key, event);
    if (former !== undefined) replaced.push(event.sequence > former.sequence ? former : event);
  }
  return { latest: [...best.values()], replaced };
}

function seriesByUid(events: readonly CalendarEvent[]): CalendarEvent[][] {
  const series = new Map<string, CalendarEvent[]>();
  for (const event of events) series.set(event.uid, [...(series.get(event.uid) ?? []), event]);
  return [...series.values()];
}

/** All interventions of one event and its changed occurrences; these stand alone where the series itself is absent. */
function interventionsOf(events: readonly CalendarEvent[]) {
  const changed = events.filter(({ event }) => event.isRecurrenceException());
  const master = events.find(({ event }) => !event.isRecurrenceException());
  if (master !== undefined) return occurrencesOf(master, changed);
  const alone = changed.flatMap(
    (one) => occurrencesOf({ ...one, uid: `${one.uid}/${one.event.recurrenceId.toString()}` }, []).all,
  );
  return { all: alone, cut: false };
}

function warnOfEndless(context: StagingContext, series: number): void {
  if (series === 0) return;
  const [count, most] = [figure(series), figure(mostOccurrences)];
  context.warn({
    fr: `événements répétés sans fin proche : ${count.fr}, lus jusqu’à ${most.fr} fois et sur ${mostYears} ans au plus`,
    en: `events repeated without an end in sight: ${count.en}, read up to ${most.en} times and over ${mostYears} years at most`,
  });
}
