import type { Snapshot } from '../facts/open.ts';
import type { CommunityFacts } from '../models/community-state.ts';
import { dayText } from '../models/day-number.ts';
import { AnswerCache } from '../state/answer-cache.ts';
import { activeDaysOf, type CommunityLife, loadCommunityLives } from './community-lives.ts';
import { communityFacts } from './dormancy-facts.ts';

/** A community without who wrote in it, of which there may be millions: what it lived is told by its days. */
export interface KnownLife extends Pick<CommunityLife, 'id' | 'createdOn' | 'source'> {
  /** Day numbers on which anybody wrote, each once, sorted. */
  readonly activeDays: readonly number[];
  /** What its state is decided on. */
  readonly facts: CommunityFacts;
}

/** Every published measure asks up to the end of the data; another period may be looked at beside it. */
const mostKept = 2;
const known = new WeakMap<Snapshot, AnswerCache<readonly KnownLife[]>>();

/**
 * The life of every community up to `asOf` (a day number, out), in the order of ids, read once for all who ask of a snapshot.
 * @param load gives the lives, when they are being loaded for something else already.
 */
export function knownLives(
  snapshot: Snapshot,
  asOf: number,
  load = () => loadCommunityLives(snapshot, asOf, dayText(asOf)),
): Promise<readonly KnownLife[]> {
  let lives = known.get(snapshot);
  if (lives === undefined) {
    lives = new AnswerCache(mostKept);
    known.set(snapshot, lives);
  }
  const hasThreads = snapshot.capabilities.includes('threads');
  return lives.get(String(asOf), async () =>
    (await load()).map((life) => ({
      id: life.id,
      createdOn: life.createdOn,
      source: life.source,
      activeDays: activeDaysOf(life.writings),
      facts: communityFacts(life, hasThreads),
    })),
  );
}
