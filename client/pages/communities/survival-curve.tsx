import type { Row } from '../../../server/contract/results.ts';
import { useWords } from '../../lib/i18n.ts';
import { numberAt } from '../../lib/rows.ts';
import { useFormat } from '../../lib/use-format.ts';
import { rowAt, type TypeSurvival } from './survival-finding.ts';

const size = { width: 320, height: 196 };
const margin = { left: 40, right: 12, top: 8, bottom: 46 };
const shares = [0, 0.5, 1];
/** Where fewer are watched, a single end moves the curve by a fifth and more. */
const fewest = 5;

/** One type's curve as steps with its interval, the curve of all behind it, and how many are watched at each tick. */
export function SurvivalCurve(props: { curve: TypeSurvival; all: TypeSurvival; months: number; label: string }) {
  const { t } = useWords();
  const format = useFormat();
  const { curve, all, months } = props;
  const x = (age: number) => margin.left + (age / months) * (size.width - margin.left - margin.right);
  const y = (share: number) => margin.top + (1 - share) * (size.height - margin.top - margin.bottom);
  const floor = y(0);
  const youngest = numberAt(curve.rows[0], 'months') ?? 0;
  const thin = curve.rows.findIndex((row) => (numberAt(row, 'at_risk') ?? 0) < fewest);
  const firm = thin === -1 ? curve.rows : curve.rows.slice(0, thin + 1);
  const faint = thin === -1 ? [] : curve.rows.slice(thin);
  const banded = curve.rows.filter((row) => numberAt(row, 'lower') !== null);
  return (
    <svg className="survival" viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={props.label}>
      {shares.map((share) => (
        <g key={share}>
          <line x1={margin.left} x2={size.width - margin.right} y1={y(share)} y2={y(share)} className="survival-grid" />
          <text x={margin.left - 6} y={y(share)} dy="0.32em" textAnchor="end">
            {format.percent(share)}
          </text>
        </g>
      ))}
      {banded.length === 0 ? null : <path d={bandPath(banded, x, y)} className="survival-band" />}
      {curve.type === all.type ? null : (
        <path d={stepPath(stepsFrom(all.rows, youngest), x, y)} className="survival-all" />
      )}
      <path d={stepPath(stepsOf(firm), x, y)} className="survival-line" />
      {faint.length < 2 ? null : <path d={stepPath(stepsOf(faint), x, y)} className="survival-line survival-thin" />}
      {ticksTo(months).map((age) => {
        const row = rowAt(curve, age);
        // Before a curve starts, some may be watched; after its end, nobody is.
        const watched = row === undefined && age < youngest ? null : (numberAt(row, 'at_risk') ?? 0);
        return (
          <g key={age}>
            <line x1={x(age)} x2={x(age)} y1={floor} y2={floor + 4} className="survival-tick" />
            <text x={x(age)} y={floor + 17} textAnchor="middle">
              {format.integer(age)}
            </text>
            <text x={x(age)} y={floor + 36} textAnchor="middle">
              {format.integerOrDash(watched)}
            </text>
          </g>
        );
      })}
      <text x={2} y={floor + 17}>
        {t('communitiesPage.survival.axis')}
      </text>
      <text x={2} y={floor + 36}>
        n
      </text>
    </svg>
  );
}

/** About five ages, in months, that are whole or half years where there is room. */
export function ticksTo(months: number): number[] {
  const step = [1, 3, 6, 12, 24, 36, 60, 120].find((each) => months / each <= 6) ?? 240;
  return Array.from({ length: Math.floor(months / step) + 1 }, (_, k) => k * step);
}

type Scale = (value: number) => number;
type Step = readonly [months: number, share: number];

const stepsOf = (rows: readonly Row[], key = 'value'): Step[] =>
  rows.map((row) => [numberAt(row, 'months') ?? 0, numberAt(row, key) ?? 0]);

/** Of those that live to an age, the share that lives on: what a curve that starts there can be compared with. */
function stepsFrom(rows: readonly Row[], months: number): Step[] {
  const steps = stepsOf(rows).filter(([age]) => age >= months);
  const reached = steps[0]?.[1] ?? 0;
  return reached === 0 ? [] : steps.map(([age, share]) => [age, share / reached]);
}

/** A share holds until the next step tells another. */
const stepPath = (steps: readonly Step[], x: Scale, y: Scale): string =>
  steps.map(([age, share], k) => (k === 0 ? `M${x(age)} ${y(share)}` : `H${x(age)}V${y(share)}`)).join('');

function bandPath(rows: readonly Row[], x: Scale, y: Scale): string {
  const back = stepsOf(rows, 'lower').toReversed();
  const lower = back.map(([age, share], k) => (k === 0 ? `L${x(age)} ${y(share)}` : `V${y(share)}H${x(age)}`));
  return `${stepPath(stepsOf(rows, 'upper'), x, y)}${lower.join('')}Z`;
}
