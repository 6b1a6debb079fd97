import { z } from 'zod';
import type { Reason, Row } from '../contract/results.ts';
import type { Text } from '../contract/text.ts';
import { anotherPerson } from '../facts/another-person.ts';
import type { Snapshot } from '../facts/open.ts';
import { sql } from '../facts/sql.ts';
import { eventsWithin } from '../facts/tie-events.ts';
import type { Computed, Context } from '../metrics/define.ts';
import { greedyCoverage } from '../models/greedy-coverage.ts';
import { ambassadors } from './ambassadors.ts';
import { counted, defineScore, numberIn } from './define.ts';
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
    fr: 'Parmi les ambassadeurs possibles des groupes A et B sans réserve, la personne qui ajoute le plus de services, sites et communautés pas encore couverts, puis la suivante, jusqu’à ce que plus personne n’ajoute rien. Une communauté est couverte par qui y a répondu au moins deux fois.',
    en: 'Among the ambassador candidates of tiers A and B without reserve, the person who adds most departments, sites and communities not covered yet, then the next, until nobody adds anything. A community is covered by who replied there at least twice.',
  },
  formula: 'next = argmax |covered by p \\ covered so far|; covered_share = covered so far ÷ all that candidates cover',
  range: { fr: '1 au nombre de candidats', en: '1 to the number of candidates' },
  nullRule: {
    fr: 'Vide quand aucun candidat n’est en A ou B, ou quand on ne connaît rien qu’ils couvrent.',
    en: 'Empty when no candidate is in A or B, or nothing is known that they cover.',
  },
  reference: 'Nemhauser, Wolsey & Fisher 1978: greedy coverage reaches at least 63 % of the best set of that size.',
  needs: ['times'],
  version: 1,
  parts: [],
  columns: [
    { key: 'order', label: { fr: 'Ordre', en: 'Order' }, unit: 'count' },
    { key: 'subject_id', label: { fr: 'Identifiant', en: 'Identifier' }, unit: 'text' },
    { key: 'adds_departments', label: { fr: 'Services ajoutés', en: 'Departments added' }, unit: 'count' },
    { key: 'adds_sites', label: { fr: 'Sites ajoutés', en: 'Sites added' }, unit: 'count' },
    { key: 'adds_communities', label: { fr: 'Communautés ajoutées', en: 'Communities added' }, unit: 'count' },
    { key: 'covered_share', label: { fr: 'Part couverte', en: 'Share covered' }, unit: 'share' },
  ],
  reasons: (row) => [
    ...added(
      row,
      'adds_departments',
      ['# nouveau service', '# nouveaux services'],
      ['# new department', '# new departments'],
    ),
    ...added(row, 'adds_sites', ['# nouveau site', '# nouveaux sites'], ['# new site', '# new sites']),
    ...added(
      row,
      'adds_communities',
      ['# nouvelle communauté', '# nouvelles communautés'],
      ['# new community', '# new communities'],
    ),
  ],
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

function added(row: Row, key: string, fr: readonly [string, string], en: readonly [string, string]): Text[] {
  const count = numberIn(row, key);
  return count === null || count === 0 ? [] : [counted(count, fr, en)];
}

async function computeSet(context: Context): Promise<Computed> {
  const window = scoreWindow(context.filter);
  if (window === null) return { rows: [] };
  const found = await ambassadors.compute(context);
  if (found.reason !== undefined) return found;
  const free = found.rows.filter(({ tier, status }) => tier !== 'C' && status === null);
  const communities = await communitiesOf(context.snapshot, window);
  const candidates = free.map((row) => ({
    id: String(row.subject_id),
    covers: [
      ...(typeof row.department === 'string' ? [`d ${row.department}`] : []),
      ...(typeof row.site === 'string' ? [`s ${row.site}`] : []),
      ...(communities.get(String(row.subject_id)) ?? []).map((community) => `c ${community}`),
    ],
  }));
  const all = new Set(candidates.flatMap(({ covers }) => covers)).size;
  if (all === 0) return { rows: [], reason: candidates.length === 0 ? noCandidate : nothingToCover };
  let covered = 0;
  const rows = greedyCoverage(candidates).map(({ id, adds }, position) => {
    covered += adds.length;
    const count = (kind: string) => adds.filter((item) => item.startsWith(kind)).length;
    return {
      order: position + 1,
      subject_id: id,
      adds_departments: count('d '),
      adds_sites: count('s '),
      adds_communities: count('c '),
      covered_share: covered / all,
    };
  });
  return { rows, warnings: found.warnings ?? [] };
}

const Answered = z.object({ person_id: z.string(), community_id: z.string() });

/** Communities where each person replied to others at least twice in the window. */
async function communitiesOf(snapshot: Snapshot, window: ScoreWindow): Promise<Map<string, string[]>> {
  const rows = await snapshot.db.all(
    Answered,
    sql`
      select actor_id as person_id, community_id
      from (${eventsWithin(window.filter)})
      where kind = 'reply' and ${anotherPerson(sql`target_id`, sql`actor_id`)} and community_id is not null
      group by actor_id, community_id
      having count(*) >= 2
      order by actor_id, community_id`,
  );
  const communities = new Map<string, string[]>();
  for (const { person_id, community_id } of rows) {
    const known = communities.get(person_id) ?? [];
    known.push(community_id);
    communities.set(person_id, known);
  }
  return communities;
}
