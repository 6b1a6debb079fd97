/** Twenty-four lives of three groups, some looked at only from a later age, whose survival statsmodels 0.15 was asked for. */
export const truncatedLives = {
  group: [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2],
  left: [9, 13, 18, 23, 28, 31, 34, 45, 5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45, 46, 50, 52, 60],
  ended: [1, 1, 0, 1, 0, 1, 1, 0, 1, 1, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1, 0, 1, 1, 0],
  entered: [0, 0, 5, 0, 10, 3, 20, 0, 0, 1, 0, 2, 0, 0, 6, 0, 12, 0, 25, 0, 30, 7, 0, 41],
} as const;
