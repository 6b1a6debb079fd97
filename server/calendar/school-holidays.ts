import type { Text } from '../contract/text.ts';

type Zone = 'A' | 'B' | 'C';

/** Days off school in France; from the first day (in) to the day of return (out). */
export interface SchoolHoliday {
  readonly from: string;
  readonly to: string;
  readonly zones: readonly Zone[];
  readonly name: Text;
}

const all: readonly Zone[] = ['A', 'B', 'C'];
const autumn: Text = { fr: 'vacances de la Toussaint', en: 'autumn school holidays' };
const christmas: Text = { fr: 'vacances de Noël', en: 'Christmas school holidays' };
const winter: Text = { fr: 'vacances d’hiver', en: 'winter school holidays' };
const spring: Text = { fr: 'vacances de printemps', en: 'spring school holidays' };
const summer: Text = { fr: 'vacances d’été', en: 'summer school holidays' };

/**
 * The days that the table below covers, the first in, the last out. Beyond them nothing is known, which is not the same
 * as no holiday.
 */
export const schoolYearsKnown = { from: '2023-01-01', to: '2026-09-01' } as const;

const off = (name: Text, zones: readonly Zone[], from: string, to: string): SchoolHoliday => ({
  from,
  to,
  zones,
  name,
});

/** The zones of metropolitan France, by the ministry's calendar (education.gouv.fr/calendrier-scolaire-100148). */
export const schoolHolidays: readonly SchoolHoliday[] = [
  off(christmas, all, '2022-12-17', '2023-01-03'),
  off(winter, ['A'], '2023-02-04', '2023-02-20'),
  off(winter, ['B'], '2023-02-11', '2023-02-27'),
  off(winter, ['C'], '2023-02-18', '2023-03-06'),
  off(spring, ['A'], '2023-04-08', '2023-04-24'),
  off(spring, ['B'], '2023-04-15', '2023-05-02'),
  off(spring, ['C'], '2023-04-22', '2023-05-09'),
  off(summer, all, '2023-07-08', '2023-09-04'),
  off(autumn, all, '2023-10-21', '2023-11-06'),
  off(christmas, all, '2023-12-23', '2024-01-08'),
  off(winter, ['C'], '2024-02-10', '2024-02-26'),
  off(winter, ['A'], '2024-02-17', '2024-03-04'),
  off(winter, ['B'], '2024-02-24', '2024-03-11'),
  off(spring, ['C'], '2024-04-06', '2024-04-22'),
  off(spring, ['A'], '2024-04-13', '2024-04-29'),
  off(spring, ['B'], '2024-04-20', '2024-05-06'),
  off(summer, all, '2024-07-06', '2024-09-02'),
  off(autumn, all, '2024-10-19', '2024-11-04'),
  off(christmas, all, '2024-12-21', '2025-01-06'),
  off(winter, ['B'], '2025-02-08', '2025-02-24'),
  off(winter, ['C'], '2025-02-15', '2025-03-03'),
  off(winter, ['A'], '2025-02-22', '2025-03-10'),
  off(spring, ['B'], '2025-04-05', '2025-04-22'),
  off(spring, ['C'], '2025-04-12', '2025-04-28'),
  off(spring, ['A'], '2025-04-19', '2025-05-05'),
  off(summer, all, '2025-07-05', '2025-09-01'),
  off(autumn, all, '2025-10-18', '2025-11-03'),
  off(christmas, all, '2025-12-20', '2026-01-05'),
  off(winter, ['A'], '2026-02-07', '2026-02-23'),
  off(winter, ['B'], '2026-02-14', '2026-03-02'),
  off(winter, ['C'], '2026-02-21', '2026-03-09'),
  off(spring, ['A'], '2026-04-04', '2026-04-20'),
  off(spring, ['B'], '2026-04-11', '2026-04-27'),
  off(spring, ['C'], '2026-04-18', '2026-05-04'),
  off(summer, all, '2026-07-04', '2026-09-01'),
];
