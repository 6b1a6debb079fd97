import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../server/contract/results.ts';
import { communityChangePoints } from '../../server/metrics/community-change-points.ts';
import { dayNumber } from '../../server/models/day-number.ts';
import { openNamed } from '../support/named-network.ts';
import { demoExports } from '../support/world.ts';

interface Place {
  readonly channelId: string;
  readonly name: string;
}
interface Truth {
  readonly lastDay: string;
  readonly communities: {
    readonly died: readonly (Place & { readonly silentFrom: string })[];
    readonly quietByNature: readonly Place[];
  };
}

// A company that was not looked at while the measure was made; two summers and two turns of the year.
const seed = 104;

describe('the changes of a company whose story is known', () => {
  let truth: Truth;
  let rows: readonly Row[];

  beforeAll(async () => {
    const folder = await demoExports(seed);
    truth = JSON.parse(readFileSync(join(folder, 'truth/truth.json'), 'utf8')) as Truth;
    const company = await openNamed([folder]);
    rows = (await company.ask(communityChangePoints)).rows;
    company.snapshot.close();
  }, 300_000);

  const changesOf = ({ channelId }: Place): Row[] => rows.filter((row) => row.subject_id === channelId);

  it('dates the death of communities within two weeks', () => {
    const old = truth.communities.died.filter(
      ({ silentFrom }) => dayNumber(truth.lastDay) - dayNumber(silentFrom) >= 5 * 7,
    );
    const dated = old.filter((place) =>
      changesOf(place).some(
        ({ since, contributors_after: after }) =>
          // A last word of somebody, a year later, is no life.
          Number(after) < 0.1 && Math.abs(dayNumber(String(since)) - dayNumber(place.silentFrom)) <= 14,
      ),
    );
    console.info(`${dated.length} of ${old.length} deaths dated within two weeks`);
    expect(old.length).toBeGreaterThanOrEqual(5);
    expect(old.filter((place) => !dated.includes(place))).toEqual([]);
  });

  it('finds none in communities that are quiet by nature', () => {
    expect(truth.communities.quietByNature.length).toBeGreaterThanOrEqual(5);
    expect(truth.communities.quietByNature.flatMap(changesOf)).toEqual([]);
  });

  it('does not heap changes around August', () => {
    const inSummer = rows.filter(({ since }) => /-(07-[23]|08-|09-0)/.test(String(since)));
    console.info(`${inSummer.length} of ${rows.length} changes lie in the 14 % of weeks from 20 July to 9 September`);
    expect(inSummer.length / rows.length).toBeLessThan(0.25);
  });
});
