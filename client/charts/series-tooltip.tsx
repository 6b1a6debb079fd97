import type { TooltipContentProps } from 'recharts';
import type { Unit } from '../../server/contract/results.ts';
import { dayOf } from '../lib/format.ts';
import { useFormat } from '../lib/use-format.ts';
import type { Line } from './series-lines.ts';

/** The day under the pointer and the value of each line on it, in the order of the lines. */
export function SeriesTooltip(props: Partial<TooltipContentProps> & { lines: readonly Line[]; unit: Unit }) {
  const format = useFormat();
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
    </div>
  );
}
