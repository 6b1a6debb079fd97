import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Groups } from '../../server/graph/groups.ts';
import { partitionAgreement } from '../../server/graph/partition-agreement.ts';
import { random } from '../../server/graph/random.ts';
import { readOracle } from './oracle.ts';

const grouped = (...of: number[]): Groups => ({ of: Int32Array.from(of), count: Math.max(-1, ...of) + 1 });

const agreement = (a: number[], b: number[]) => {
  const found = partitionAgreement(grouped(...a), grouped(...b));
  if (found === null) throw new Error('nobody to compare');
  return found;
};

test('the reference partitions', () => {
  const oracle = readOracle('partition-agreement') as { a: number[]; b: number[] } & Record<
    'NMI_arithmetic' | 'AMI_arithmetic' | 'ARI' | 'VI_nats' | 'homogeneity' | 'completeness',
    number
  >;
  const found = agreement(oracle.a, oracle.b);
  expect(found.people).toBe(10);
  expect(found.nmi).toBeCloseTo(oracle.NMI_arithmetic, 9);
  expect(found.ami).toBeCloseTo(oracle.AMI_arithmetic, 9);
  expect(found.ari).toBeCloseTo(oracle.ARI, 9);
  expect(found.vi).toBeCloseTo(oracle.VI_nats, 9);
  expect(found.homogeneity).toBeCloseTo(oracle.homogeneity, 9);
  expect(found.completeness).toBeCloseTo(oracle.completeness, 9);
});

// Each by scikit-learn 1.2.1; by hand as well for these sizes.
test.each([
  ['crossed pairs', [0, 0, 1, 1], [0, 1, 0, 1], { ami: -0.5, nmi: 0, ari: -0.5, homogeneity: 0, completeness: 0 }],
  ['pairs and singles', [0, 0, 1, 1], [0, 1, 2, 3], { ami: 0, nmi: 2 / 3, ari: 0, homogeneity: 1, completeness: 0.5 }],
  ['all and singles', [0, 0, 0, 0], [0, 1, 2, 3], { ami: 0, nmi: 0, ari: 0, homogeneity: 1, completeness: 0 }],
  ['singles and all', [0, 1, 2, 3], [0, 0, 0, 0], { ami: 0, nmi: 0, ari: 0, homogeneity: 0, completeness: 1 }],
  [
    'one person moved',
    [0, 0, 0, 1, 1, 2],
    [0, 0, 1, 1, 1, 2],
    { ami: 0.411827631033, nmi: 0.685331478962, ari: 7 / 22 },
  ],
])('%s', (_, a, b, expected) => {
  for (const [measure, value] of Object.entries(expected))
    expect(agreement(a, b)).toHaveProperty(measure, expect.closeTo(value, 11));
});

describe('full agreement', () => {
  const full = { ami: 1, nmi: 1, ari: 1, vi: 0, homogeneity: 1, completeness: 1 };

  test.each([
    ['under other names', [0, 0, 1, 2], [2, 2, 0, 1]],
    ['everybody together', [0, 0, 0], [0, 0, 0]],
    ['everybody apart', [0, 1, 2], [2, 1, 0]],
    ['one person', [0], [0]],
  ])('%s', (_, a, b) => {
    expect(agreement(a, b)).toEqual({ people: a.length, ...full });
  });

  test('of the people who have a group in both', () => {
    expect(agreement([0, 0, 1, -1, 0], [1, 1, 0, 0, -1])).toEqual({ people: 3, ...full });
    expect(partitionAgreement(grouped(0, -1), grouped(-1, 0))).toBeNull();
    expect(partitionAgreement(grouped(), grouped())).toBeNull();
  });
});

/** Mutual information of two labellings from their joint shares. */
function plainMutualInformation(a: readonly number[], b: readonly number[]): number {
  const share = (is: (v: number) => boolean): number => a.filter((_, v) => is(v)).length / a.length;
  let sum = 0;
  for (const i of new Set(a)) {
    for (const j of new Set(b)) {
      const joint = share((v) => a[v] === i && b[v] === j);
      if (joint > 0) sum += joint * Math.log(joint / (share((v) => a[v] === i) * share((v) => b[v] === j)));
    }
  }
  return sum;
}

function permutations(values: readonly number[]): number[][] {
  if (values.length < 2) return [[...values]];
  return values.flatMap((value, i) => permutations(values.toSpliced(i, 1)).map((rest) => [value, ...rest]));
}

const labels = (n: number) => fc.array(fc.nat({ max: 3 }), { minLength: n, maxLength: n });

test('what chance shares is the mean over every way to hand out the labels', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 6 }).chain((n) => fc.tuple(labels(n), labels(n))),
      ([a, b]) => {
        const { ami, nmi } = agreement(a, b);
        if (nmi === 1) return;
        const shuffles = permutations(b);
        const chance =
          shuffles.reduce((sum, shuffled) => sum + plainMutualInformation(a, shuffled), 0) / shuffles.length;
        const mean = (plainMutualInformation(a, a) + plainMutualInformation(b, b)) / 2;
        expect(ami).toBeCloseTo((plainMutualInformation(a, b) - chance) / (mean - chance), 9);
      },
    ),
    { numRuns: 40 },
  );
});

test('either way round it is the same, with homogeneity and completeness exchanged', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30 }).chain((n) => fc.tuple(labels(n), labels(n))),
      ([a, b]) => {
        const [one, other] = [agreement(a, b), agreement(b, a)];
        expect(one.ami).toBeCloseTo(other.ami, 10);
        expect(one.ari).toBeCloseTo(other.ari, 10);
        expect(one.vi).toBeCloseTo(other.vi, 10);
        expect(one.homogeneity).toBeCloseTo(other.completeness, 10);
      },
    ),
  );
});

test('large groups agree as scikit-learn has it', () => {
  const draw = random(1);
  const a = Array.from({ length: 20_000 }, () => Math.floor(300 * draw.next() ** 2));
  const b = a.map((label) => (draw.next() < 0.5 ? label : draw.below(250)));
  const found = agreement(a, b);
  expect(found.ami).toBeCloseTo(0.4024816868, 9);
  expect(found.nmi).toBeCloseTo(0.5550519756, 9);
  expect(found.ari).toBeCloseTo(0.3094130613, 9);
});
