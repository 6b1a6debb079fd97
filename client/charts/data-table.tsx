import { useState } from 'react';
import type { Column, Result, Row } from '../../server/contract/results.ts';
import { useWords } from '../lib/i18n.ts';
import { filledColumns } from '../lib/rows.ts';
import { useFormat } from '../lib/use-format.ts';
import { ScrollBox } from './scroll-box.tsx';

const pageSize = 50;
const wordUnits = new Set(['text', 'flag']);

/** Rows as they are, in their own order: the twin of every picture. */
export function DataTable({ result }: { result: Result }) {
  const { t, say } = useWords();
  const [shown, setShown] = useState(pageSize);
  const columns = filledColumns(result);
  return (
    <>
      <ScrollBox label={say(result.meta.label)}>
        <table className="table">
          <caption className="hidden">{say(result.meta.label)}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.key} scope="col" className={isNumber(column, result.rows) ? 'number' : undefined}>
                  {say(column.label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {result.rows.slice(0, shown).map((row, i) => (
              <TableRow key={rowKey(row, i)} row={row} columns={columns} rows={result.rows} />
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <MoreRows shown={shown} total={result.rows.length} onMore={() => setShown(shown + 200)} word={t('table.more')} />
    </>
  );
}

function TableRow({ row, columns, rows }: { row: Row; columns: readonly Column[]; rows: readonly Row[] }) {
  const format = useFormat();
  return (
    <tr>
      {columns.map((column) => (
        <td key={column.key} className={isNumber(column, rows) ? 'number' : undefined}>
          {format.cell(row[column.key], column.unit)}
        </td>
      ))}
    </tr>
  );
}

/** What is shown out of how many, and a button for more. Nothing when all of it is shown. */
export function MoreRows(props: { shown: number; total: number; onMore: () => void; word: string }) {
  const { t } = useWords();
  const format = useFormat();
  if (props.total <= props.shown) return null;
  return (
    <p className="fine more-rows">
      {t('table.shown', { shown: format.integer(props.shown), total: format.integer(props.total) })}{' '}
      <button type="button" className="quiet" onClick={props.onMore}>
        {props.word}
      </button>
    </p>
  );
}

const isNumber = (column: Column, rows: readonly Row[]): boolean =>
  !wordUnits.has(column.unit) && (column.unit === 'date' || rows.some((row) => typeof row[column.key] === 'number'));

/** A row's identity where it has one; its place otherwise, as rows are never reordered. */
export function rowKey(row: Row, index: number): string {
  const id = row['subject_id'] ?? row['person_id'] ?? row['community_id'] ?? row['import_id'];
  return typeof id === 'string' ? `${id}-${index}` : String(index);
}
