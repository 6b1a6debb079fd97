import {
  type AmbassadorEvidence,
  communitiesAnswered,
  consistency,
  type Facets,
  responsivenessOf,
} from './ambassador-facets.ts';
import type { WeekCounts } from './bootstrap-tiers.ts';
import { partnerDepartments } from './dated-partners.ts';
import { effectiveNumber, effectiveShares } from './effective-number.ts';
import { opennessOfAll, partnerShrinkage } from './openness.ts';
import { WrittenWalk } from './written-walk.ts';

/** Facets of `people` when week w counts `counts[w]` times. */
export const facetsOn = (evidence: AmbassadorEvidence, people: Uint32Array, counts: WeekCounts): Facets =>
  facetsOfAll(evidence, people)(counts);

/**
 * Facets of `people` on one resample of the weeks after the other: the same as those of each person alone (`facetsWithout`,
 * without anybody left out), worked out for all together in one walk over what was written. Arrays are made once: what is
 * returned holds until the next call. `weight` takes the place of that of the lines of the evidence, above 0.
 * O(lines + people · weeks + Σ partners²) a call.
 */
export function facetsOfAll(
  evidence: AmbassadorEvidence,
  people: Uint32Array,
): (counts: WeekCounts, weight?: Float64Array) => Facets {
  const { written } = evidence;
  const walk = new WrittenWalk(written);
  const perDepartment = new Float64Array(evidence.partnersAt.departments);
  const ofPeople = () => new Float64Array(people.length);
  const facets = {
    reach: ofPeople(),
    responsiveness: ofPeople(),
    consistency: ofPeople(),
    cross: ofPeople(),
    dialogue: ofPeople(),
    openness: ofPeople(),
  };
  return (counts, weight = written.weight) => {
    walk.over(counts, weight);
    const openness = opennessOfAll(walk);
    const { partnerOffsets, partners, writers, amounts, amountLogs, repliedTo, pairs, twoWay } = walk;
    const addDepartments = partnerDepartments(evidence.partnersAt, written.people, counts, (department, part) => {
      perDepartment[department] = (perDepartment[department] as number) + part;
    });
    const responsiveness = responsivenessOf(evidence, people, counts, (person) => repliedTo[person] as number)(-1);
    people.forEach((person, k) => {
      facets.responsiveness[k] = responsiveness(person);
      facets.reach[k] = effectiveShares(
        writers[person] as number,
        amounts[person] as number,
        amountLogs[person] as number,
      );
      facets.consistency[k] = consistency(evidence, person, counts);
      facets.dialogue[k] = ((twoWay[person] as number) + 1) / ((pairs[person] as number) + 4);
      facets.openness[k] = openness[person] as number;
      const begin = partnerOffsets[person] as number;
      const end = partnerOffsets[person + 1] as number;
      if (begin === end) {
        facets.cross[k] = 0;
        return;
      }
      perDepartment.fill(0);
      for (let at = begin; at < end; at++) addDepartments(person, partners[at] as number);
      // Partners of unknown department are one voice more, not one department more.
      const diversity = Math.max(1, effectiveNumber(perDepartment));
      const communities = communitiesAnswered(evidence, person, counts);
      facets.cross[k] = diversity * Math.log1p(communities) * partnerShrinkage(end - begin);
    });
    return facets;
  };
}
