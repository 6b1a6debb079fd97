import { type KeyboardEvent, memo, useMemo, useState } from 'react';
import type { Result, Row } from '../../server/contract/results.ts';
import { useWords } from '../lib/i18n.ts';
import { numberAt, textAt } from '../lib/rows.ts';
import { useFormat } from '../lib/use-format.ts';
import { blockOrder, byName } from './block-order.ts';
import { ScrollBox } from './scroll-box.tsx';

/** Where a ratio of observed to expected falls on the diverging scale: −3 (far fewer) to 3 (far more), 0 as expected. */
export function divergingStep(ratio: number): number {
  if (ratio <= 0) return -3;
  const doublings = Math.log2(ratio);
  const size = Math.abs(doublings);
  const step = size < 0.25 ? 0 : size < 0.75 ? 1 : size < 1.5 ? 2 : 3;
  return doublings < 0 ? -step : step;
}

/** Pairs as a table that is also a heat map: fewer ties than chance in blue, more in orange, hidden ones hatched. */
export function MatrixChart({ result }: { result: Result }) {
  const { t, say } = useWords();
  const format = useFormat();
  const [chosen, setChosen] = useState<Row | null>(null);
  const arranged = useMemo(() => arrange(result), [result]);
  const { hidden } = arranged;
  return (
    <div className="matrix">
      <MatrixGrid label={say(result.meta.label)} arranged={arranged} onChoose={setChosen} />
      {hidden.length === 0 ? null : (
        <p className="fine hatch-note">
          {t('matrix.hiddenNames', {
            count: hidden.length,
            n: format.integer(hidden.length),
            names: format.list(hidden),
          })}
        </p>
      )}
      <p className="matrix-detail" aria-live="polite">
        {chosen === null ? t('matrix.pointAt') : cellText(chosen, t, format)}
      </p>
      <ul className="matrix-key" aria-label={t('matrix.key')}>
        {[-3, -2, -1, 0, 1, 2, 3].map((step) => (
          <li key={step}>
            <span className={`swatch diverging-${step}`} aria-hidden="true" />{' '}
            {t(`matrix.step.${stepNames[step + 3] ?? 'even'}`)}
          </li>
        ))}
        <li>
          <span className="swatch hatched" aria-hidden="true" /> {t('panel.tooFew')}
        </li>
      </ul>
    </div>
  );
}

/** Up to so many names the cells have all the room they like. */
const roomy = 20;

/** The table itself, kept apart because hundreds of cells must not be drawn again when one is pointed at. */
const MatrixGrid = memo(function MatrixGrid(props: {
  label: string;
  arranged: ReturnType<typeof arrange>;
  onChoose: (row: Row | null) => void;
}) {
  const { t } = useWords();
  const format = useFormat();
  const { cell, order } = props.arranged;
  const { label } = props;
  return (
    <ScrollBox label={label}>
      <table className={order.length > roomy ? 'matrix-table matrix-dense' : 'matrix-table'}>
        <caption className="hidden">{t('matrix.caption', { what: label })}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="hidden">{t('matrix.corner')}</span>
            </th>
            {order.map((name) => (
              <th key={name} scope="col">
                <span>{name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {order.map((from, i) => (
            <tr key={from}>
              <th scope="row">{from}</th>
              {order.map((to, j) => {
                const row = cell(from, to);
                const value = numberAt(row, 'value');
                return (
                  <td key={to} className={value === null ? 'hatched' : `diverging-${divergingStep(value)}`}>
                    <button
                      type="button"
                      // One stop for the whole grid; the arrows move inside it.
                      tabIndex={i === 0 && j === 0 ? 0 : -1}
                      aria-label={row === undefined ? t('matrix.none') : cellText(row, t, format)}
                      onClick={() => props.onChoose(row ?? null)}
                      onMouseEnter={() => props.onChoose(row ?? null)}
                      onFocus={() => props.onChoose(row ?? null)}
                      onKeyDown={moveFocus}
                    >
                      {value === null ? '' : format.decimal(value, value < 9.95 ? 1 : 0)}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
});

/**
 * The pair of two names in whichever direction it was given, the order of rows and columns, and the names without one
 * figure to show: these would be bands of hatching as long as the table, so they are named below it instead.
 */
function arrange(result: Result) {
  const cells = new Map(result.rows.map((row) => [`${textAt(row, 'from') ?? ''}\n${textAt(row, 'to') ?? ''}`, row]));
  const cell = (from: string, to: string) => cells.get(`${from}\n${to}`) ?? cells.get(`${to}\n${from}`);
  const names = [...new Set(result.rows.flatMap((row) => [textAt(row, 'from'), textAt(row, 'to')]))].filter(
    (name) => name !== null,
  );
  const shown = names.filter((name) => names.some((other) => numberAt(cell(name, other), 'value') !== null));
  const hidden = names.filter((name) => !shown.includes(name));
  const blocks = blockOrder(shown, (from, to) => numberAt(cell(from, to), 'value') ?? 1);
  return { cell, order: blocks, hidden: hidden.toSorted(byName.compare) };
}

const arrows: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function moveFocus(event: KeyboardEvent<HTMLButtonElement>): void {
  const arrow = arrows[event.key];
  const cell = event.currentTarget.parentElement;
  const row = cell?.parentElement;
  if (arrow === undefined || !(cell instanceof HTMLTableCellElement) || !(row instanceof HTMLTableRowElement)) return;
  event.preventDefault();
  const body = row.parentElement as HTMLTableSectionElement;
  const next = body.rows[row.sectionRowIndex + arrow[0]]?.cells[cell.cellIndex + arrow[1]];
  next?.querySelector('button')?.focus();
}

const stepNames = ['muchLess', 'less', 'slightlyLess', 'even', 'slightlyMore', 'more', 'muchMore'] as const;

/** One pair in words: the ratio with its interval, the ties seen and the ties that chance would give. */
function cellText(row: Row, t: ReturnType<typeof useWords>['t'], format: ReturnType<typeof useFormat>): string {
  const pair = { from: textAt(row, 'from') ?? '', to: textAt(row, 'to') ?? '' };
  const value = numberAt(row, 'value');
  if (value === null) return t('matrix.hidden', pair);
  const lower = numberAt(row, 'lower');
  const upper = numberAt(row, 'upper');
  const observed = numberAt(row, 'observed');
  const expected = numberAt(row, 'expected');
  return [
    t('matrix.ratio', { ...pair, value: format.decimal(value, 2) }),
    lower === null || upper === null
      ? ''
      : t('matrix.interval', { lower: format.decimal(lower, 2), upper: format.decimal(upper, 2) }),
    observed === null || expected === null
      ? ''
      : t('matrix.counts', { observed: format.integer(observed), expected: format.decimal(expected, 1) }),
  ]
    .filter((part) => part !== '')
    .join(' ');
}
