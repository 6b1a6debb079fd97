/** Every score, in the order of the handbook. */
export const scores = [] as const;
