import { verdictWords, wordFor } from '../../../server/contract/proof-words.ts';
import type { Row } from '../../../server/contract/results.ts';
import type { Text } from '../../../server/contract/text.ts';
import { textAt } from '../../lib/rows.ts';

/** What a row's comparison comes to, in words; nothing for the row that others are compared with. */
export function verdictIn(row: Row, say: (text: Text) => string): string {
  const verdict = textAt(row, 'verdict');
  return verdict === null ? '' : say(wordFor(verdictWords, verdict));
}
