import ICAL from 'ical.js';
import { type InterventionKind, interventionKind } from '../intervention-kind.ts';
import { surelyEnds } from './surely-ends.ts';
import type { WrittenEvent } from './calendar-events.ts';

/** One intervention; days as `YYYY-MM-DD`, the last one included, null when it is the first. */
export interface Occurrence {
  readonly native_id: string;
  readonly kind: InterventionKind;
  readonly name: string;
  readonly starts_on: string;
  readonly ends_on: string | null;
}

/** An event that can be read. */
export interface CalendarEvent {
  readonly uid: string;
  readonly sequence: number;
  readonly event: ICAL.Event;
  readonly zone: string | null;
}

/** A recurring event gives at most so many interventions, over so many years: an endless rule must end somewhere. */
export const mostOccurrences = 520;
export const mostYears = 10;

/** The event of these lines; or why it is none: `ignored` for what is no intervention, `rejected` for what is broken. */
export function readEvent(
  written: WrittenEvent,
): CalendarEvent | { readonly outcome: 'ignored' | 'rejected'; readonly rule: string } {
  const lines = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', ...written.properties, 'END:VEVENT', 'END:VCALENDAR'];
  try {
    const component = ICAL.Component.fromString(lines.join('\r\n')).getFirstSubcomponent('vevent');
    if (component === null) return { outcome: 'rejected', rule: 'unreadable_event' };
    const event = new ICAL.Event(component);
    const text = (name: string): string => String(component.getFirstPropertyValue(name) ?? '').trim();
    if (text('status').toUpperCase() === 'CANCELLED') return { outcome: 'ignored', rule: 'cancelled_event' };
    if (/^(PRIVATE|CONFIDENTIAL)$/i.test(text('class'))) return { outcome: 'ignored', rule: 'private_event' };
    if (text('uid') === '') return { outcome: 'rejected', rule: 'missing_intervention_id' };
    if (text('summary') === '') return { outcome: 'rejected', rule: 'missing_name' };
    // The parser looks at the other dates of a series only when they are asked for.
    for (const name of ['rdate', 'exdate', 'recurrence-id', 'rrule', 'duration']) {
      for (const property of component.getAllProperties(name)) property.getValues();
    }
    if (!component.hasProperty('dtstart') || !isReal(event.startDate) || !isReal(event.endDate))
      return { outcome: 'rejected', rule: 'unknown_date' };
    return { uid: text('uid'), sequence: Number(text('sequence')) || 0, event, zone: written.zone };
  } catch {
    // The parser's own message quotes what people wrote.
    return { outcome: 'rejected', rule: 'unreadable_event' };
  }
}

/**
 * The interventions of one event: one, or as many as its rule gives within the bounds above; `cut` when it gives more, and
 * when its rule may never come to a next time: then the first alone.
 * Occurrences that were moved or renamed stand as they were changed to.
 */
export function occurrencesOf(
  master: CalendarEvent,
  changed: readonly CalendarEvent[],
): { all: Occurrence[]; cut: boolean } {
  const { event, uid, zone } = master;
  const kind = interventionKind(categoriesOf(event), event.summary);
  const isSeries = event.isRecurring();
  if (!isSeries || !surelyEnds(event)) {
    return { all: [occurrence(event, uid, kind, event.startDate, event.endDate, zone)], cut: isSeries };
  }
  for (const exception of changed) event.relateException(exception.event);
  const all: Occurrence[] = [];
  const horizon = event.startDate.year + mostYears;
  const iterator = event.iterator();
  for (let next = iterator.next(); next !== null && next !== undefined; next = iterator.next()) {
    if (all.length === mostOccurrences || next.year >= horizon) return { all, cut: true };
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    const own = item === event ? kind : interventionKind(categoriesOf(item), item.summary);
    all.push(occurrence(item, `${uid}/${next.toString()}`, own, startDate, endDate, zone));
  }
  return { all, cut: false };
}

function occurrence(
  event: ICAL.Event,
  nativeId: string,
  kind: InterventionKind,
  start: ICAL.Time,
  end: ICAL.Time,
  zone: string | null,
): Occurrence {
  const last = end.clone();
  // An end is the first moment after: of a whole day, or of midnight, that is the day before.
  if (end.compare(start) > 0) last.adjust(end.isDate ? -1 : 0, 0, 0, end.isDate ? 0 : -1);
  const [startsOn, endsOn] = [dayOf(start, zone), dayOf(last, zone)];
  return {
    native_id: nativeId,
    kind,
    name: event.summary.trim(),
    starts_on: startsOn,
    ends_on: endsOn > startsOn ? endsOn : null,
  };
}

/** The day as written, in whatever zone that was; a time in UTC is told in the zone that the calendar is shown in. */
function dayOf(time: ICAL.Time, zone: string | null): string {
  const isUtc = time.zone === ICAL.Timezone.utcTimezone;
  if (time.isDate || !isUtc || zone === null) return time.toString().slice(0, 10);
  try {
    return new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(time.toJSDate());
  } catch {
    return time.toString().slice(0, 10); // a zone that only the writing program knows
  }
}

function categoriesOf(event: ICAL.Event): string[] {
  return event.component.getAllProperties('categories').flatMap((property) => property.getValues().map(String));
}

function isReal(time: ICAL.Time | null): boolean {
  return time !== null && time.year > 0 && /^\d{4}-\d{2}-\d{2}/.test(time.toString());
}
