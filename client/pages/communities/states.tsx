import { useWords } from '../../lib/i18n.ts';

/** The states of a community, those that need care first. */
export const states = [
  'alarm',
  'dormant',
  'monologue',
  'never_started',
  'broadcast_only',
  'active',
  'seasonal',
  'finished',
] as const;

const careful: ReadonlySet<string> = new Set(['alarm', 'dormant', 'monologue', 'never_started']);
export const needsCare = (state: string): boolean => careful.has(state);

/** Unknown words sort last. */
export const careOrder = (state: string): number => {
  const place = states.findIndex((each) => each === state);
  return place === -1 ? states.length : place;
};

/** The state as a shape and a word: never by colour alone. */
export function StateMark({ state }: { state: string }) {
  const { groupName } = useWords();
  return (
    <span className={needsCare(state) ? 'state-mark state-care' : 'state-mark'}>
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
        {shape(state)}
      </svg>
      {groupName(state)}
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
      return <circle cx="7" cy="7" r="5" fill="none" stroke="currentColor" strokeWidth="2" strokeDasharray="2.2 2.2" />;
    case 'broadcast_only':
      return <path d="M2 5v4h3l5 3.5v-11L5 5z" fill="currentColor" />;
    case 'seasonal':
      return <path d="M9.5 1.6a5.6 5.6 0 1 0 3 8.6A4.6 4.6 0 0 1 9.5 1.6z" fill="currentColor" />;
    case 'finished':
      return <rect x="2.5" y="2.5" width="9" height="9" fill="currentColor" />;
    default:
      return <circle cx="7" cy="7" r="5" fill="currentColor" />;
  }
}
