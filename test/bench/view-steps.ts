import { availableParallelism } from 'node:os';
import { answer } from '../../server/answer.ts';
import { findDefinition } from '../../server/catalogue.ts';
import { LiveSnapshot } from '../../server/facts/live.ts';
import { openSnapshot } from '../../server/facts/open.ts';
import { usualKernels } from '../../server/graph/workers/usual-kernels.ts';
import { Answers } from '../../server/state/answers.ts';
import { dashboardViews, drawingOfNetwork, proofViews } from '../../server/state/default-views.ts';
import { Drawings } from '../../server/state/drawings.ts';
import { Warming } from '../../server/state/warming.ts';
import { tellMemory, timedAsync } from './graph/steps.ts';

/**
 * The answers of a fresh snapshot: view-steps DATA [ID…] for some views one after the other, or all of them as the server
 * computes them ahead, first what the dashboard shows (and the memory that took), then the proofs.
 */
const [data = '', ...only] = process.argv.slice(2);

/** Computes views ahead as a server that has just found the snapshot does. */
async function asServed(views: readonly string[]): Promise<void> {
  const live = new LiveSnapshot(data);
  const warming = new Warming({
    live,
    answers: new Answers(data),
    drawings: new Drawings(),
    identities: () => new Map(),
    views,
    atOnce: Math.min(2, availableParallelism()),
    onError: (error, id) => {
      console.error(id, error);
      process.exitCode = 1;
    },
  });
  await warming.look();
  await warming.finished();
  live.close();
}

if (only.length > 0) {
  const snapshot = await openSnapshot(data);
  if (snapshot === null) throw new Error(`nothing is loaded in ${data}`);
  for (const id of only) {
    const definition = findDefinition(id);
    if (id === drawingOfNetwork) await timedAsync(id, () => new Drawings().get(snapshot, {}, usualKernels));
    else if (definition === null) throw new Error(`unknown view: ${id}`);
    else await timedAsync(id, () => answer(definition, snapshot, {}, { identities: null, unsuppressed: false }));
  }
  snapshot.close();
  tellMemory();
} else {
  await timedAsync(`${dashboardViews.length} views of the dashboard`, () => asServed(dashboardViews));
  tellMemory();
  await timedAsync(`${proofViews.length} proofs on the past`, () => asServed(proofViews));
}
