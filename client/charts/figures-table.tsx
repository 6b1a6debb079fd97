import { type ReactNode, useState } from 'react';
import type { Row } from '../../server/contract/results.ts';
import { DotLine, type DotLineProps } from './dot-line.tsx';
import { MoreRows } from './data-table.tsx';
import { ScrollBox } from './scroll-box.tsx';
import { useWords } from '../lib/i18n.ts';

const usualRows = 10;

export interface FiguresColumn {
  readonly head: string;
  readonly isWords?: boolean;
  readonly cell?: (row: Row) => ReactNode;
  /** Instead of words, a dot on a line; the heading is then for those who cannot see it. Null: nothing to draw. */
  readonly dot?: (row: Row) => DotLineProps | null;
}

/** A table of chosen figures, its first column naming the row; ten rows (or `atFirst`), then more on request. */
export function FiguresTable(props: {
  caption: string;
  rows: readonly Row[];
  columns: readonly [FiguresColumn, ...FiguresColumn[]];
  keyOf: (row: Row) => string;
  atFirst?: number;
  /** The row that the others are there to be compared with. */
  isOwn?: (row: Row) => boolean;
}) {
  const { t } = useWords();
  const [shown, setShown] = useState(props.atFirst ?? usualRows);
  const [first, ...others] = props.columns;
  const classOf = ({ dot, isWords }: FiguresColumn) =>
    dot !== undefined ? 'dot-line-cell' : isWords === true ? undefined : 'number';
  return (
    <>
      <ScrollBox label={props.caption}>
        <table className="table">
          <caption className="hidden">{props.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{first.head}</th>
              {others.map((column) => (
                <th key={column.head} scope="col" className={classOf(column)}>
                  {column.dot !== undefined ? <span className="hidden">{column.head}</span> : column.head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {props.rows.slice(0, shown).map((row) => (
              <tr key={props.keyOf(row)} className={props.isOwn?.(row) === true ? 'own-row' : undefined}>
                <th scope="row">{first.cell?.(row)}</th>
                {others.map((column) => (
                  <td key={column.head} className={classOf(column)}>
                    <Drawn dot={column.dot?.(row) ?? null} />
                    {column.cell?.(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <MoreRows shown={shown} total={props.rows.length} onMore={() => setShown(shown + 50)} word={t('table.more')} />
    </>
  );
}

const Drawn = ({ dot }: { dot: DotLineProps | null }) => (dot === null ? null : <DotLine {...dot} />);
