import { textLines } from '../text-lines.ts';

/** One VEVENT as written, reduced to the properties that are read. */
export interface WrittenEvent {
  /** 1-based line of its BEGIN. */
  readonly line: number;
  /** Its unfolded content lines. */
  readonly properties: readonly string[];
  /** The zone that the calendar is shown in (`X-WR-TIMEZONE`), or null. */
  readonly zone: string | null;
}

const wanted = new Set([
  'UID',
  'SUMMARY',
  'CATEGORIES',
  'DTSTART',
  'DTEND',
  'DURATION',
  'RRULE',
  'RDATE',
  'EXDATE',
  'RECURRENCE-ID',
  'STATUS',
  'CLASS',
  'SEQUENCE',
]);

/** The events of an iCalendar file (RFC 5545), one at a time. Guests, places, descriptions and alarms are passed over. */
export function* calendarEvents(path: string): Generator<WrittenEvent> {
  let zone: string | null = null;
  let event: { line: number; properties: string[] } | null = null;
  let nested = 0;
  for (const { line, text } of unfolded(path)) {
    const name = /^[A-Za-z0-9-]+/.exec(text)?.[0].toUpperCase() ?? '';
    const value = text.slice(text.indexOf(':') + 1).trim();
    if (event === null) {
      if (name === 'BEGIN' && value.toUpperCase() === 'VEVENT') event = { line, properties: [] };
      else if (name === 'X-WR-TIMEZONE') zone = value;
    } else if (name === 'BEGIN') nested += 1;
    else if (name === 'END' && nested > 0) nested -= 1;
    else if (name === 'END') {
      yield { ...event, zone };
      event = null;
    } else if (nested === 0 && wanted.has(name)) event.properties.push(text);
  }
}

function* unfolded(path: string): Generator<{ line: number; text: string }> {
  let open: { line: number; text: string } | null = null;
  let number = 0;
  for (const text of textLines(path)) {
    number += 1;
    if (open !== null && /^[ \t]/.test(text)) open = { line: open.line, text: open.text + text.slice(1) };
    else {
      if (open !== null) yield open;
      open = { line: number, text };
    }
  }
  if (open !== null) yield open;
}
