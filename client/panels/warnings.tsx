import type { Result } from '../../server/contract/results.ts';
import { useWords } from '../lib/i18n.ts';
import { useFormat } from '../lib/use-format.ts';

/** What one should know before quoting the figure. */
export function Warnings({ results }: { results: readonly Result[] }) {
  const { say } = useWords();
  const format = useFormat();
  const said = new Map(results.flatMap(({ meta }) => meta.warnings.map((warning) => [warning.en, warning])));
  return [...said.values()].map((warning) => (
    <p key={warning.en} className="fine warning">
      {say(warning).replace(/\d{4}-\d{2}-\d{2}/g, format.day)}
    </p>
  ));
}
