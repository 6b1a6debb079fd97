import { random } from '../../server/graph/random.ts';
import { dayNumber, dayText } from '../../server/models/day-number.ts';
import { csv, type NamedNetwork, openFiles } from './named-network.ts';

const first = dayNumber('2024-01-01');
/** Day after the last one of the world. */
export const worldEnd = dayNumber('2025-01-01');

/** A message: who wrote where on which day. */
interface Message {
  readonly day: number;
  readonly person: string;
  readonly community: string;
}

/**
 * A year of twelve communities and thirty people from a fixed stream: each community has its own pace, some stop
 * for good, some rest for two months and come back, and people write in two of them each until they tire.
 */
export const messages: readonly Message[] = (() => {
  const stream = random(2024);
  const found: Message[] = [];
  for (let c = 0; c < 12; c++) {
    const pace = 2 + 3 * (c % 5);
    const stops = c % 3 === 0 ? first + 150 + 25 * c : worldEnd;
    const rest = first + 120 + 20 * c;
    for (let day = first + c; day < stops; day += 1 + stream.below(2 * pace)) {
      if (c % 4 === 1 && day >= rest && day < rest + 65) continue;
      // People a and a + 12 … know the community; the later half of them tire after seven months.
      const person = c + 12 * stream.below(3);
      if (person >= 30 || (person >= 20 && day > first + 200)) continue;
      found.push({ day, person: `p${person}`, community: `c${String(c).padStart(2, '0')}` });
    }
  }
  // The day that ends the data is one on which somebody wrote.
  found.push({ day: worldEnd - 1, person: 'p1', community: 'c01' });
  return found;
})();

export const firstDay = Math.min(...messages.map(({ day }) => day));

export const openSilenceWorld = (): Promise<NamedNetwork> =>
  openFiles({
    'events.csv': csv(
      'event_id,kind,occurred_at,actor_id,community_id',
      messages.map(({ day, person, community }, k) => [
        `e${k}`,
        'post',
        `${dayText(day)}T12:00:00Z`,
        person,
        community,
      ]),
    ),
  });
