import type { TooltipContentProps } from 'recharts';
import type { Unit } from '../../server/contract/results.ts';
import { dayOf } from '../lib/format.ts';
import type { CalendarNote } from '../lib/calendar.ts';
import { useWords, type Words } from '../lib/i18n.ts';
import { useCalendar } from '../lib/use-calendar.ts';
import { useFormat } from '../lib/use-format.ts';
import type { Line } from './series-lines.ts';

/** The day under the pointer and the value of each line on it, in the order of the lines. */
export function SeriesTooltip(props: Partial<TooltipContentProps> & { lines: readonly Line[]; unit: Unit }) {
  const words = useWords();
  const format = useFormat();
  const calendar = useCalendar();
  const { active = false, label, payload = [] } = props;
  if (!active || typeof label !== 'number') return null;
  return (
    <div className="tooltip">
      <p>{format.day(dayOf(label))}</p>
      {props.lines.map((line) => {
        const value: unknown = payload.find(({ dataKey }) => dataKey === line.key)?.value;
        return (
          <p key={line.key}>
            <strong>{format.cell(typeof value === 'number' ? value : null, props.unit)}</strong> {line.name}
          </p>
        );
      })}
      {calendar.notesOn(dayOf(label)).map((note) => (
        <p key={note.kind} className="fine">
          {noteText(note, words, format.list)}
        </p>
      ))}
    </div>
  );
}

function noteText(note: CalendarNote, { t, say }: Words, list: (items: readonly string[]) => string): string {
  if (note.kind === 'bridge') return t('chart.bridge');
  if (note.kind === 'school-unknown') return t('chart.schoolUnknown');
  const name = say(note.name);
  if (note.kind !== 'school' || note.zones.length === 0) return name.charAt(0).toUpperCase() + name.slice(1);
  return t('chart.school', {
    name: name.charAt(0).toUpperCase() + name.slice(1),
    count: note.zones.length,
    zones: list(note.zones),
  });
}
