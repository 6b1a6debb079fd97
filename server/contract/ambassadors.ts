/** More people than this are no list to choose from: beyond it only tiers A and B are listed whole. */
export const mostAmbassadorsListed = 1000;
