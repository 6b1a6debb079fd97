import type { TieParameterId, TieParameters } from '../contract/tie-parameters.ts';
import type { Text } from '../contract/text.ts';
import { type TopAgreement, topAgreement } from '../models/top-agreement.ts';

/** One parameter moved, the others as they are. */
export interface TieVariant {
  readonly id: TieParameterId;
  readonly value: number;
  readonly parameters: TieParameters;
}

/** The value of each subject of a list under some parameters, always in the same order of subjects. */
export type ListValues = (parameters: TieParameters) => Promise<Float64Array>;

export const weightIds = [
  'reply_weight',
  'mention_weight',
  'reaction_weight',
  'message_weight',
  'shared_thread_weight',
] as const satisfies readonly TieParameterId[];
type WeightId = (typeof weightIds)[number];

const factors = [0.5, 1.5];
const wholeNumbers = new Set<TieParameterId>(['replies_per_thread', 'reactions_per_week', 'shared_thread_people']);

/** Each of the parameters at half and at one and a half times its value; whole numbers rounded. */
export function variantsOf(parameters: TieParameters, ids: readonly TieParameterId[]): TieVariant[] {
  return ids.flatMap((id) =>
    factors.map((factor): TieVariant => {
      // Twelve digits, so that 1.5 × 0.2 reads 0.3.
      const moved = Number((parameters[id] * factor).toPrecision(12));
      const value = wholeNumbers.has(id) ? Math.round(moved) : moved;
      return { id, value, parameters: { ...parameters, [id]: value } };
    }),
  );
}

/** How the top of a list changes with each variant. */
export async function sensitivity(
  values: ListValues,
  parameters: TieParameters,
  variants: readonly TieVariant[],
): Promise<{ readonly variant: TieVariant; readonly agreement: TopAgreement }[]> {
  const before = await values(parameters);
  const compared = [];
  for (const variant of variants) {
    compared.push({ variant, agreement: topAgreement(before, await values(variant.parameters)) });
  }
  return compared;
}

/** Below this tau the order of a list depends on the weights. */
export const leastTau = 0.8;

/** What a list says when halving a weight, or adding half to it, reorders its top; nothing when it does not. */
export async function weightWarning(
  values: ListValues,
  parameters: TieParameters,
  ids: readonly WeightId[],
): Promise<Text[]> {
  const before = await values(parameters);
  const after = [];
  for (const variant of variantsOf(parameters, ids)) after.push(await values(variant.parameters));
  return reorderingWarning(before, after);
}

/** The same of values that are known, those in use first, then those under each variant of the weights. */
export function reorderingWarning(before: Float64Array, after: readonly Float64Array[]): Text[] {
  const isMoved = after.some((values) => {
    const { tau } = topAgreement(before, values);
    return tau !== null && tau < leastTau;
  });
  return isMoved
    ? [
        {
          fr: 'L’ordre de tête dépend des poids choisis pour les liens : avec d’autres, d’autres personnes seraient devant.',
          en: 'The order at the top depends on the weights chosen for ties: with others, other people would stand first.',
        },
      ]
    : [];
}
