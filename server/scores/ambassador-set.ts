import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import type { Reason, Row } from '../contract/results.ts';
import { anotherPerson } from '../facts/another-person.ts';
import type { Snapshot } from '../facts/open.ts';
import { sql } from '../facts/sql.ts';
import { numberedEventsWithin } from '../facts/tie-events.ts';
import type { Computed, Context } from '../metrics/define.ts';
import { type Coverer, maximumCoverage } from '../models/maximum-coverage.ts';
import { ambassadors } from './ambassadors.ts';
import { defineScore } from './define.ts';
import { type ScoreWindow, scoreWindow } from './score-window.ts';

/** A network of ambassadors that covers the house with few people. */
export const ambassadorSet = defineScore({
  id: 'ambassador-set',
  shape: 'table',
  unit: 'count',
  family: 'scores',
  subject: 'person',
  label: { fr: 'Réseau d’ambassadeurs proposé', en: 'Suggested set of ambassadors' },
  question: {
    fr: 'Par qui commencer pour couvrir tous les services, sites et communautés ?',
    en: 'Whom to start with to cover every department, site and community?',
  },
  definition: {
    fr: 'Parmi les ambassadeurs possibles des groupes A et B sans réserve, pour chaque nombre de personnes, celles qui couvrent ensemble le plus de services, de sites et de communautés ; ces trois dimensions pèsent autant l’une que l’autre. Une communauté est couverte par qui y a répondu au moins deux fois. Toutes les combinaisons sont comparées ; quand elles sont trop nombreuses, l’écart possible au meilleur choix est donné.',
    en: 'Among the ambassador candidates of tiers A and B without reserve, for each number of people, those who together cover most departments, sites and communities; these three dimensions weigh the same. A community is covered by who replied there at least twice. All combinations are compared; when they are too many, how far the best choice may be is given.',
  },
  formula:
    'argmax over sets S of k people of (departments(S) ÷ D + sites(S) ÷ L + communities(S) ÷ C) ÷ 3; D, L, C: all that candidates cover',
  range: { fr: '1 au nombre de candidats', en: '1 to the number of candidates' },
  nullRule: {
    fr: 'Vide quand aucun candidat n’est en A ou B, ou quand on ne connaît rien qu’ils couvrent.',
    en: 'Empty when no candidate is in A or B, or nothing is known that they cover.',
  },
  reference:
    'Maximum coverage by branch and bound; bound of the greedy choice: Nemhauser, Wolsey & Fisher (1978), Mathematical Programming 14.',
  needs: ['times'],
  version: 2,
  parts: [],
  columns: [
    { key: 'size', label: { fr: 'Nombre de personnes', en: 'Number of people' }, unit: 'count' },
    { key: 'order', label: { fr: 'Ordre', en: 'Order' }, unit: 'count' },
    { key: 'subject_id', label: { fr: 'Identifiant', en: 'Identifier' }, unit: 'text' },
    { key: 'adds_departments', label: { fr: 'Services ajoutés', en: 'Departments added' }, unit: 'count' },
    { key: 'adds_sites', label: { fr: 'Sites ajoutés', en: 'Sites added' }, unit: 'count' },
    { key: 'adds_communities', label: { fr: 'Communautés ajoutées', en: 'Communities added' }, unit: 'count' },
    { key: 'covered_share', label: { fr: 'Part couverte', en: 'Share covered' }, unit: 'share' },
    {
      key: 'best_share',
      label: { fr: 'Part possible, au plus', en: 'Share possible at most' },
      unit: 'share',
    },
  ],
  // A person adds one thing to some and another to others: the columns say what, for each size.
  reasons: () => [],
  action: () => null,
  compute: computeSet,
});

const noCandidate: Reason = {
  code: 'no_candidate',
  sentence: {
    fr: 'Aucun ambassadeur possible n’est dans le groupe A ou B sans réserve : il n’y a personne par qui commencer.',
    en: 'No ambassador candidate is in tier A or B without reserve: there is nobody to start with.',
  },
};

const nothingToCover: Reason = {
  code: 'nothing_to_cover',
  sentence: {
    fr: 'On ne connaît ni service ni site des ambassadeurs possibles, et aucun n’a répondu deux fois dans une même communauté : il n’y a rien à couvrir. Un annuaire apporte les services et les sites.',
    en: 'No department or site of the candidates is known, and none of them replied twice in one community: there is nothing to cover. A directory brings departments and sites.',
  },
};

async function computeSet(context: Context): Promise<Computed> {
  const window = scoreWindow(context.filter);
  if (window === null) return { rows: [] };
  const found = await ambassadors.compute(context);
  if (found.reason !== undefined) return found;
  const free = found.rows.filter(({ tier, status }) => tier !== 'C' && status === null);
  const communities = await communitiesOf(context.snapshot, window);
  const items = new Items();
  const candidates = free.map((row) => ({
    id: String(row.subject_id),
    covers: [
      ...(typeof row.department === 'string' ? [items.numberOf('departments', row.department)] : []),
      ...(typeof row.site === 'string' ? [items.numberOf('sites', row.site)] : []),
      ...(communities.get(String(row.subject_id)) ?? []).map((each) => items.numberOf('communities', each)),
    ],
  }));
  if (items.kinds.length === 0) return { rows: [], reason: candidates.length === 0 ? noCandidate : nothingToCover };
  return { rows: await setsOf(candidates, items), warnings: found.warnings ?? [] };
}

/** Larger sets than this are no longer a few to start with. */
const largestSet = 20;

/** For each size, the people of the best set found, until all is covered. */
async function setsOf(candidates: readonly Coverer[], items: Items): Promise<Row[]> {
  const weights = items.weights();
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const rows: Row[] = [];
  for (let size = 1; size <= largestSet; size++) {
    const { chosen, adds, covered, bound } = maximumCoverage(candidates, weights, size);
    if (chosen.length < size) break;
    let share = 0;
    chosen.forEach((k, position) => {
      const own = adds[position] ?? [];
      const count = (kind: Dimension) => own.filter((item) => items.kinds[item] === kind).length;
      share += own.reduce((sum, item) => sum + (weights[item] ?? 0), 0);
      rows.push({
        size,
        order: position + 1,
        subject_id: candidates[k]?.id ?? '',
        adds_departments: count('departments'),
        adds_sites: count('sites'),
        adds_communities: count('communities'),
        covered_share: share / all,
        best_share: bound / all,
      });
    });
    if (covered === all) break;
    // Others are answered between two sizes: the search for one may take half a second.
    await setImmediate();
  }
  return rows;
}

const dimensions = ['departments', 'sites', 'communities'] as const;
type Dimension = (typeof dimensions)[number];

/** What candidates cover, numbered as it is met. */
class Items {
  readonly kinds: Dimension[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(kind: Dimension, name: string): number {
    const key = `${kind} ${name}`;
    const known = this.#numbers.get(key) ?? this.kinds.push(kind) - 1;
    this.#numbers.set(key, known);
    return known;
  }

  /** Whole numbers, so that ties are exact: the items of one dimension together weigh as much as those of another. */
  weights(): number[] {
    const counts = dimensions.map((dimension) => this.kinds.filter((kind) => kind === dimension).length);
    const product = counts.reduce((all, count) => all * Math.max(1, count), 1);
    return this.kinds.map((kind) => product / Math.max(1, counts[dimensions.indexOf(kind)] ?? 1));
  }
}

const Answered = z.object({ person_id: z.string(), community_id: z.string() });

/** Communities where each person replied to others at least twice in the window. */
async function communitiesOf(snapshot: Snapshot, window: ScoreWindow): Promise<Map<string, string[]>> {
  const rows = await snapshot.db.all(
    Answered,
    sql`
      select person_id, community_id
      from (
        select actor as person, community
        from (${numberedEventsWithin(window.filter)})
        where kind = 'reply' and ${anotherPerson(sql`target`, sql`actor`)} and community is not null
        group by actor, community
        having count(*) >= 2
      )
      join person_numbers using (person)
      join community_numbers using (community)
      order by person_id, community_id`,
  );
  const communities = new Map<string, string[]>();
  for (const { person_id, community_id } of rows) {
    const known = communities.get(person_id) ?? [];
    known.push(community_id);
    communities.set(person_id, known);
  }
  return communities;
}
