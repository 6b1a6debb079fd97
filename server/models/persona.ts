import { wilson } from '../graph/statistics.ts';

/** What someone makes of the network, by the balance of what they give and what comes back. */
export const personas = ['catalyst', 'engager', 'responder', 'broadcaster', 'observer'] as const;
export type Persona = (typeof personas)[number];

/** What a person did and got in a window. */
export interface Activity {
  readonly posts: number;
  readonly replies: number;
  readonly reactions: number;
  /** Replies and reactions of others to what the person wrote. */
  readonly received: number;
}

/** Fewer contributions than one a fortnight: not enough to tell. */
const fortnight = 14;
/** Balances from -0.2 to 0.2 are even: shares of what is received between 0.4 and 0.6. */
const [even, tilted] = [0.4, 0.6] as const;

/**
 * The persona of an activity of `days` days. With M contributions made and V responses received: observer under one
 * contribution a fortnight; engager when V/(V + M) is between 0.4 and 0.6; catalyst above; below, broadcaster when
 * posts outnumber replies, else responder. `isSure` when the 95 % interval of the share (Wilson) stays inside the same
 * zone; an observer is sure by definition.
 */
export function personaOf(
  { posts, replies, reactions, received }: Activity,
  days: number,
): { readonly persona: Persona; readonly isSure: boolean } {
  const made = posts + replies + reactions;
  if (made * fortnight < days) return { persona: 'observer', isSure: true };
  const share = received / (received + made);
  const [lower, upper] = wilson(received, received + made) ?? [0, 1];
  if (share > tilted) return { persona: 'catalyst', isSure: lower > tilted };
  if (share >= even) return { persona: 'engager', isSure: lower >= even && upper <= tilted };
  return { persona: posts > replies ? 'broadcaster' : 'responder', isSure: upper < even };
}
