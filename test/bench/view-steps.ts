import { answer } from '../../server/answer.ts';
import { findDefinition } from '../../server/catalogue.ts';
import { openSnapshot } from '../../server/facts/open.ts';
import { defaultViews } from '../../server/state/default-views.ts';
import { tellMemory, timedAsync } from './graph/steps.ts';

/**
 * The answers of the default views of a fresh snapshot, one after the other as the server computes them ahead:
 * view-steps DATA [ID…]
 */
const [data = '', ...only] = process.argv.slice(2);
const snapshot = await openSnapshot(data);
if (snapshot === null) throw new Error(`nothing is loaded in ${data}`);
for (const id of only.length > 0 ? only : defaultViews) {
  const definition = findDefinition(id);
  if (definition === null) throw new Error(`unknown view: ${id}`);
  await timedAsync(id, () => answer(definition, snapshot, {}, { identities: null, unsuppressed: false }));
}
snapshot.close();
tellMemory();
