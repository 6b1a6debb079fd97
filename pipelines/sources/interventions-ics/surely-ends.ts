import type ICAL from 'ical.js';

/**
 * Whether the next occurrence of each rule of an event is always found in a few steps. Some rules have none, such as
 * every day that is a 31 February, and looking for it would take for ever: those are refused by their parts. What is left
 * are the rules that calendars write.
 */
export function surelyEnds(event: ICAL.Event): boolean {
  return event.component.getAllProperties('rrule').every((property) => {
    const rule = property.getFirstValue() as ICAL.Recur;
    const limits = (...parts: string[]): boolean => parts.some((part) => part in rule.parts);
    switch (rule.freq) {
      case 'YEARLY':
        return true;
      case 'MONTHLY':
        return !limits('BYYEARDAY', 'BYWEEKNO') && (rule.interval <= 1 || !limits('BYMONTH'));
      case 'WEEKLY':
      case 'DAILY':
        // Up to four, an interval meets each month, and as 7 has no part in it each day of the week too.
        if (limits('BYYEARDAY', 'BYWEEKNO', 'BYMONTHDAY')) return false;
        return rule.interval <= 4 || !limits('BYMONTH', ...(rule.freq === 'DAILY' ? ['BYDAY'] : []));
      default:
        return false;
    }
  });
}
