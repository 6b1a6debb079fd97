import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line as Curve,
  ReferenceArea,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { Result } from '../../server/contract/results.ts';
import { dayOf, dayTime } from '../lib/format.ts';
import { useWords } from '../lib/i18n.ts';
import { hasColumn, lastPoint } from '../lib/rows.ts';
import { useCalendar } from '../lib/use-calendar.ts';
import { useFormat } from '../lib/use-format.ts';
import { dayTicks, monthTicks, niceTicks, spread } from './scale.ts';
import { SeriesTooltip } from './series-tooltip.tsx';
import { bandOf, chartRows, isWhole, type Line, mostLines, seriesLines } from './series-lines.ts';

/** Something done on a day, drawn on the time axis with its name. */
export interface Mark {
  readonly day: string;
  readonly name: string;
}

const margin = { top: 20, right: 8, bottom: 0, left: 0 };
const axisHeight = 28;
const colours = {
  accent: 'var(--accent)',
  ink: 'var(--ink)',
  second: 'var(--data-2)',
  third: 'var(--data-3)',
  grey: 'var(--data-grey)',
} as const;

/** Values over time: lines named where they end, gaps where nothing is known, marks for what was done. */
export function SeriesChart(props: { results: readonly Result[]; marks?: readonly Mark[]; height?: number }) {
  const { t, say, groupName } = useWords();
  const format = useFormat();
  const calendar = useCalendar();
  const height = props.height ?? 260;
  const unit = props.results[0]?.meta.unit ?? 'index';
  const lines = seriesLines(props.results, say, groupName);
  const drawn = lines.slice(0, mostLines);
  const band = bandOf(props.results[0]);
  const isChance = props.results[0] !== undefined && hasColumn(props.results[0], 'expected');
  const rows: Record<string, number | null | [number, number]>[] = chartRows(drawn).map((row) => ({ ...row }));
  if (band !== null) {
    const bands = new Map(band.map((each) => [each.time, each.band]));
    for (const row of rows) row['band'] = bands.get(Number(row['time'])) ?? null;
  }
  const times = rows.map((row) => Number(row['time']));
  const first = dayOf(times[0] ?? 0);
  const last = dayOf(times.at(-1) ?? 0);
  const values = [
    ...drawn.flatMap((line) => line.points.map(({ value }) => value)),
    ...(band ?? []).flatMap((each) => each.band ?? []),
  ].filter((value) => value !== null);
  // Amounts and shares stand on zero; an index is read against its band, and may start where the values are.
  const floor = unit === 'index' ? Math.min(...values) : Math.min(...values, 0);
  const ticks = values.length === 0 ? [0, 1] : niceTicks(floor, Math.max(...values, floor), isWhole(unit));
  const bottom = ticks[0] ?? 0;
  const top = ticks.at(-1) ?? 1;
  const days = format.clock === 'absolute' ? monthTicks(first, last) : dayTicks(first, last);
  const short = format.clock === 'absolute';
  const quiet = calendar.quietPeriods.filter(({ from, to }) => from <= last && to > first);
  const marks = (props.marks ?? []).filter(({ day }) => day >= first && day <= last);
  const name = drawn.map((line) => line.name).join(', ');

  return (
    <figure className="chart">
      <div className="chart-plot">
        <ResponsiveContainer width="100%" height={height}>
          <ComposedChart data={rows} margin={margin} accessibilityLayer title={name} desc={t('chart.useTable')}>
            {quiet.map((period) => (
              <ReferenceArea
                key={period.from}
                x1={Math.max(dayTime(period.from), dayTime(first))}
                x2={Math.min(dayTime(period.to), dayTime(last))}
                fill="var(--shade)"
                fillOpacity={1}
                ifOverflow="hidden"
              />
            ))}
            <CartesianGrid vertical={false} stroke="var(--hairline)" />
            <XAxis
              dataKey="time"
              type="number"
              domain={[dayTime(first), dayTime(last)]}
              ticks={days.map(dayTime)}
              tickFormatter={(time: number) => axisDay(dayOf(time), short, format)}
              height={axisHeight}
              tickLine={false}
              axisLine={{ stroke: 'var(--rule)' }}
              tick={tickStyle}
              minTickGap={12}
            />
            <YAxis
              width={48}
              domain={[bottom, top]}
              ticks={ticks}
              tickFormatter={(value: number) => format.cell(value, unit)}
              axisLine={false}
              tickLine={false}
              tick={tickStyle}
            />
            {bottom < 0 ? <ReferenceLine y={0} stroke="var(--rule)" /> : null}
            {band === null ? null : (
              <Area
                dataKey="band"
                stroke="none"
                fill="var(--band)"
                fillOpacity={1}
                isAnimationActive={false}
                activeDot={false}
              />
            )}
            {marks.map((mark) => (
              <ReferenceLine
                key={mark.day + mark.name}
                x={dayTime(mark.day)}
                stroke="var(--ink-soft)"
                strokeDasharray="2 3"
                label={{ value: marks.indexOf(mark) + 1, position: 'top', className: 'mark-label' }}
              />
            ))}
            <Tooltip
              isAnimationActive={false}
              cursor={{ stroke: 'var(--ink-soft)', strokeWidth: 1 }}
              content={<SeriesTooltip lines={drawn} unit={unit} />}
            />
            {drawn.toReversed().map((line) => (
              <Curve
                key={line.key}
                dataKey={line.key}
                stroke={colours[line.tone]}
                strokeWidth={line.tone === 'accent' ? 2.25 : 1.5}
                dot={line.points.length < 3 ? { r: 3, fill: colours[line.tone] } : false}
                activeDot={{ r: 3.5, fill: colours[line.tone], stroke: 'var(--paper)' }}
                connectNulls={false}
                isAnimationActive={false}
              />
            ))}
          </ComposedChart>
        </ResponsiveContainer>
      </div>
      <EndLabels lines={drawn} bottom={bottom} top={top} height={height} show={(value) => format.cell(value, unit)} />
      <figcaption className="fine">
        {quiet.length === 0 ? null : (
          <span className="key-shade">{format.list([...new Set(quiet.map((period) => say(period.name)))])}</span>
        )}
        {band === null ? null : <span className="key-band">{t(isChance ? 'chart.bandChance' : 'chart.band')}</span>}
        {lines.length > mostLines ? <span>{t('chart.moreLines', { count: lines.length - mostLines })}</span> : null}
      </figcaption>
      {marks.length === 0 ? null : (
        <ol className="marks fine" aria-label={t('chart.marks')}>
          {marks.map((mark) => (
            <li key={mark.day + mark.name}>{t('chart.mark', { day: format.day(mark.day), name: mark.name })}</li>
          ))}
        </ol>
      )}
    </figure>
  );
}

const tickStyle = { fill: 'var(--ink-soft)', fontSize: 12 };

function axisDay(day: string, short: boolean, format: ReturnType<typeof useFormat>): string {
  if (!short) return format.day(day);
  return day.slice(5, 7) === '01' ? format.year(day) : format.monthShort(day);
}

const longName = 17;

/** Names and last values beside the ends of the lines, moved apart where they would overlap. */
function EndLabels(props: {
  lines: readonly Line[];
  bottom: number;
  top: number;
  height: number;
  show: (value: number) => string;
}) {
  const plot = props.height - margin.top - axisHeight;
  const ends = props.lines.flatMap((line) => {
    const last = lastPoint(line.points);
    if (last === null) return [];
    const share = (last.value - props.bottom) / (props.top - props.bottom || 1);
    return [{ line, value: last.value, y: margin.top + (1 - share) * plot }];
  });
  // A name of two lines needs more room below it.
  const gap = props.lines.some(({ name }) => name.length > longName) ? 52 : 36;
  const placed = spread(
    ends.map(({ y }) => y),
    gap,
    margin.top,
    props.height - axisHeight - 14,
  );
  return (
    <ul className="end-labels" style={{ height: props.height }}>
      {ends.map(({ line, value }, i) => (
        <li key={line.key} style={{ top: placed[i], color: colours[line.tone] }}>
          <strong>{props.show(value)}</strong>
          <span>{line.name}</span>
        </li>
      ))}
    </ul>
  );
}
