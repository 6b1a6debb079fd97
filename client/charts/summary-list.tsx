import { type Column, type Result, unitSchema } from '../../server/contract/results.ts';
import { useWords } from '../lib/i18n.ts';
import { textAt } from '../lib/rows.ts';
import { useFormat } from '../lib/use-format.ts';

const units: Readonly<Record<string, Column['unit']>> = {
  reciprocity_arcs: 'share',
  reciprocity_dyads: 'share',
};

/** A few named figures, one to a line. A row may bring its own label (`label_fr`, `label_en`) and `unit`. */
export function SummaryList({ result }: { result: Result }) {
  const { language, summaryName } = useWords();
  const format = useFormat();
  const fallback: Column['unit'] = result.meta.unit;
  return (
    <dl className="summary">
      {result.rows.map((row) => {
        const key = textAt(row, 'key') ?? '';
        const unit = unitSchema.safeParse(row['unit']);
        return (
          <div key={key}>
            <dt>{textAt(row, `label_${language}`) ?? summaryName(key)}</dt>
            <dd>{format.cell(row['value'], unit.success ? unit.data : (units[key] ?? fallback))}</dd>
          </div>
        );
      })}
    </dl>
  );
}
