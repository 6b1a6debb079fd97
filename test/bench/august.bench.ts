import { type RuleTally, simulateAugust, simulatedDeaths, simulatedYears } from './august-simulation.ts';

/**
 * Does a holiday raise alarms? Prints what each rule does in simulated communities, six times, and fails when the verdict of
 * this product is not as good as it must be beside a rule of 60 days: at most a third of its false alarms and a tenth of
 * those of August, at a median delay within 2 days of it, with at most 5 points of the deaths fewer.
 *
 *     npx tsx test/bench/august.bench.ts
 */
const seeds = [1, 2, 3, 4, 5, 6] as const;
const runs = seeds.map(simulateAugust);

const fixed30 = summary(runs.map((run) => run.fixed30));
const fixed60 = summary(runs.map((run) => run.fixed60));
const own = summary(runs.map((run) => run.own));

for (const [rule, { falseAlarms, inAugust, found, delay }] of Object.entries({ fixed30, fixed60, own })) {
  console.log(
    `${rule.padEnd(8)} false alarms a year ${falseAlarms.toFixed(1)}, in August ${inAugust.toFixed(1)}, ` +
      `deaths found ${(100 * found).toFixed(1)} %, median delay ${delay} days`,
  );
}

const criteria = [
  ['a third of the false alarms', own.falseAlarms / fixed60.falseAlarms, 1 / 3],
  ['a tenth of those of August', own.inAugust / fixed60.inAugust, 1 / 10],
  ['two days of the median delay', Math.abs(own.delay - fixed60.delay), 2],
  ['five points of the deaths found', fixed60.found - own.found, 0.05],
] as const;
for (const [name, measured, limit] of criteria) {
  const isMet = measured <= limit;
  console.log(`${isMet ? 'met   ' : 'MISSED'} ${name}: ${measured.toFixed(3)}, limit ${limit.toFixed(3)}`);
  if (!isMet) process.exitCode = 1;
}

/** Per year and per simulation; the delay is the median over all deaths found. */
function summary(tallies: readonly RuleTally[]) {
  const mean = (figure: (tally: RuleTally) => number): number =>
    tallies.reduce((sum, tally) => sum + figure(tally), 0) / tallies.length;
  const delays = tallies.flatMap(({ delays: days }) => days).sort((a, b) => a - b);
  return {
    falseAlarms: mean(({ falseAlarms }) => falseAlarms) / simulatedYears,
    inAugust: mean(({ inAugust }) => inAugust) / simulatedYears,
    found: mean(({ delays: days }) => days.length) / simulatedDeaths,
    delay: delays[delays.length >> 1] ?? Infinity,
  };
}
