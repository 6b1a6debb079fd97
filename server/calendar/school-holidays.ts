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
 * The days that the table below covers: from the first day of school in 2017 to before the summer of 2028, whose end is not
 * fixed yet. Beyond them nothing is known, which is not the same as no holiday.
 */
export const schoolYearsKnown = { from: '2017-09-04', to: '2028-07-01' } as const;

const off = (name: Text, zones: readonly Zone[], from: string, to: string): SchoolHoliday => ({
  from,
  to,
  zones,
  name,
});

/**
 * The zones of metropolitan France, without Corsica, by the ministry's calendar (data set fr-en-calendrier-scolaire of
 * data.education.gouv.fr): the orders of 7 December 2022 (JORFTEXT000046704476) for 2023 to 2026, of 22 October 2025
 * (JORFTEXT000052416058) for 2026-2027 and of 21 July 2026 (JORFTEXT000054457294) for 2027-2028. The day after Ascension
 * Day, off since 2019, is a bridge already.
 */
export const schoolHolidays: readonly SchoolHoliday[] = [
  off(autumn, all, '2017-10-21', '2017-11-06'),
  off(christmas, all, '2017-12-23', '2018-01-08'),
  off(winter, ['A'], '2018-02-10', '2018-02-26'),
  off(winter, ['C'], '2018-02-17', '2018-03-05'),
  off(winter, ['B'], '2018-02-24', '2018-03-12'),
  off(spring, ['A'], '2018-04-07', '2018-04-23'),
  off(spring, ['C'], '2018-04-14', '2018-04-30'),
  off(spring, ['B'], '2018-04-21', '2018-05-07'),
  off(summer, all, '2018-07-07', '2018-09-03'),
  off(autumn, all, '2018-10-20', '2018-11-05'),
  off(christmas, all, '2018-12-22', '2019-01-07'),
  off(winter, ['B'], '2019-02-09', '2019-02-25'),
  off(winter, ['A'], '2019-02-16', '2019-03-04'),
  off(winter, ['C'], '2019-02-23', '2019-03-11'),
  off(spring, ['B'], '2019-04-06', '2019-04-23'),
  off(spring, ['A'], '2019-04-13', '2019-04-29'),
  off(spring, ['C'], '2019-04-20', '2019-05-06'),
  off(summer, all, '2019-07-06', '2019-09-02'),
  off(autumn, all, '2019-10-19', '2019-11-04'),
  off(christmas, all, '2019-12-21', '2020-01-06'),
  off(winter, ['C'], '2020-02-08', '2020-02-24'),
  off(winter, ['B'], '2020-02-15', '2020-03-02'),
  off(winter, ['A'], '2020-02-22', '2020-03-09'),
  off(spring, ['C'], '2020-04-04', '2020-04-20'),
  off(spring, ['B'], '2020-04-11', '2020-04-27'),
  off(spring, ['A'], '2020-04-18', '2020-05-04'),
  off(summer, all, '2020-07-04', '2020-09-01'),
  off(autumn, all, '2020-10-17', '2020-11-02'),
  off(christmas, all, '2020-12-19', '2021-01-04'),
  off(winter, ['A'], '2021-02-06', '2021-02-22'),
  off(winter, ['C'], '2021-02-13', '2021-03-01'),
  off(winter, ['B'], '2021-02-20', '2021-03-08'),
  off(spring, all, '2021-04-10', '2021-04-26'),
  off(summer, all, '2021-07-07', '2021-09-02'),
  off(autumn, all, '2021-10-23', '2021-11-08'),
  off(christmas, all, '2021-12-18', '2022-01-03'),
  off(winter, ['B'], '2022-02-05', '2022-02-21'),
  off(winter, ['A'], '2022-02-12', '2022-02-28'),
  off(winter, ['C'], '2022-02-19', '2022-03-07'),
  off(spring, ['B'], '2022-04-09', '2022-04-25'),
  off(spring, ['A'], '2022-04-16', '2022-05-02'),
  off(spring, ['C'], '2022-04-23', '2022-05-09'),
  off(summer, all, '2022-07-08', '2022-09-01'),
  off(autumn, all, '2022-10-22', '2022-11-07'),
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
  off(autumn, all, '2026-10-17', '2026-11-02'),
  off(christmas, all, '2026-12-19', '2027-01-04'),
  off(winter, ['C'], '2027-02-06', '2027-02-22'),
  off(winter, ['A'], '2027-02-13', '2027-03-01'),
  off(winter, ['B'], '2027-02-20', '2027-03-08'),
  off(spring, ['C'], '2027-04-03', '2027-04-19'),
  off(spring, ['A'], '2027-04-10', '2027-04-26'),
  off(spring, ['B'], '2027-04-17', '2027-05-03'),
  off(summer, all, '2027-07-03', '2027-09-02'),
  off(autumn, all, '2027-10-23', '2027-11-08'),
  off(christmas, all, '2027-12-18', '2028-01-03'),
  off(winter, ['B'], '2028-02-05', '2028-02-21'),
  off(winter, ['C'], '2028-02-12', '2028-02-28'),
  off(winter, ['A'], '2028-02-19', '2028-03-06'),
  off(spring, ['B'], '2028-04-08', '2028-04-24'),
  off(spring, ['C'], '2028-04-15', '2028-05-02'),
  off(spring, ['A'], '2028-04-22', '2028-05-09'),
];
