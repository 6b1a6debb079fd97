import type { Row } from '../../../server/contract/results.ts';
import { useWords } from '../../lib/i18n.ts';
import { textAt } from '../../lib/rows.ts';

/**
 * What a community stands under on this page, what needs care first: its state, or, where the state asks for nothing, a
 * silence to be feared or a decline.
 */
export const concerns = [
  'alarm',
  'act',
  'watch',
  'decline',
  'dormant',
  'monologue',
  'never_started',
  'no_data',
  'broadcast_only',
  'active',
  'preparation',
  'seasonal',
  'finished',
] as const;

const careful: ReadonlySet<string> = new Set(concerns.slice(0, 8));
const peaceful: ReadonlySet<string> = new Set(['active', 'broadcast_only']);

/** One of `concerns`, or the word of a state that this page does not know. */
export function concernOf(row: Row): string {
  const state = textAt(row, 'state') ?? '';
  if (textAt(row, 'stage') === 'preparation') return 'preparation';
  if (!peaceful.has(state)) return state;
  const outlook = textAt(row, 'outlook');
  if (outlook === 'act' || outlook === 'watch') return outlook;
  return textAt(row, 'stage') === 'decline' ? 'decline' : state;
}

export const needsCare = (row: Row): boolean => careful.has(concernOf(row));

/** Unknown words sort last. */
export const careOrder = (row: Row): number => {
  const place = concerns.findIndex((each) => each === concernOf(row));
  return place === -1 ? concerns.length : place;
};

/** The state as a shape and a word, never by colour alone, and the stage of life beside it. */
export function StateMark({ row }: { row: Row }) {
  const { groupName } = useWords();
  const stage = textAt(row, 'stage');
  const state = stage === 'preparation' ? stage : (textAt(row, 'state') ?? '');
  return (
    <span className="state-and-stage">
      <span className={needsCare(row) ? 'state-mark state-care' : 'state-mark'}>
        <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
          {shape(state)}
        </svg>
        {groupName(state)}
      </span>
      {stage === null || stage === state ? null : <span className="fine">{groupName(stage)}</span>}
    </span>
  );
}

function shape(state: string) {
  switch (state) {
    case 'alarm':
      return <path d="M7 1.2 13 12.4H1z" fill="currentColor" />;
    case 'dormant':
      return <circle cx="7" cy="7" r="5" fill="none" stroke="currentColor" strokeWidth="2" />;
    case 'monologue':
      return (
        <path
          d="M7 1.5a5.5 5.5 0 0 0 0 11zM7 1.5a5.5 5.5 0 0 1 0 11"
          fill="currentColor"
          stroke="currentColor"
          fillRule="evenodd"
          strokeWidth="1"
          clipPath="inset(0 50% 0 0)"
        />
      );
    case 'never_started':
    case 'preparation':
      return <circle cx="7" cy="7" r="5" fill="none" stroke="currentColor" strokeWidth="2" strokeDasharray="2.2 2.2" />;
    case 'broadcast_only':
      return <path d="M2 5v4h3l5 3.5v-11L5 5z" fill="currentColor" />;
    case 'seasonal':
      return <path d="M9.5 1.6a5.6 5.6 0 1 0 3 8.6A4.6 4.6 0 0 1 9.5 1.6z" fill="currentColor" />;
    case 'no_data':
      return <path d="M2 3.5h10M2 7h3M9 7h3M2 10.5h10" fill="none" stroke="currentColor" strokeWidth="2" />;
    case 'finished':
      return <rect x="2.5" y="2.5" width="9" height="9" fill="currentColor" />;
    default:
      return <circle cx="7" cy="7" r="5" fill="currentColor" />;
  }
}
