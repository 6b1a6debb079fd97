import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Test files that take more than ten seconds each, the longest first. */
const long = [
  'scores/planted-truth',
  'sources/every-case',
  'pipelines/incremental',
  'sources/zulip-archive',
  'cli/watch',
  'pipelines/identities',
  'pipelines/erase',
  'pipelines/crash',
  'pipelines/linking',
  'pipelines/hostile-input',
];

/**
 * Starts the longest files first, also where no earlier run tells which they are: one that starts last would keep one
 * worker busy after all others are done.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = long.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return at === -1 ? long.length : at;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
