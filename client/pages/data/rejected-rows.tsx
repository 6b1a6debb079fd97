import type { Result } from '../../../server/contract/results.ts';
import { ruleText } from '../../../server/contract/rules.ts';
import { DataTable } from '../../charts/data-table.tsx';
import { useWords } from '../../lib/i18n.ts';

/** Rejected records with their reason in words, followed by the code under which exports and reports count it. */
export function RejectedRows({ result }: { result: Result }) {
  const { say } = useWords();
  const rows = result.rows.map((row) => {
    const code = row['reason'];
    const words = typeof code === 'string' ? say(ruleText(code)) : code;
    return typeof words === 'string' && words !== code ? { ...row, reason: `${words} (${String(code)})` } : row;
  });
  return <DataTable result={{ ...result, rows }} />;
}
