import { queryRows, textOf } from '../../store/run-sql.ts';
import { figure } from '../../words.ts';
import type { StagingContext } from '../define.ts';
import type { EngageFile } from './find-tables.ts';

/** How far the delivery reaches. */
export interface Coverage {
  /** Everyone who could take part is listed. */
  readonly population: boolean;
  readonly departments: boolean;
  /** Reactions of everyone whose messages are there: collected apart, or all exports are personal ones. */
  readonly reactions: boolean;
}

/** Says what the delivery can't show of outsiders, of the directory and of reactions, and returns how far it reaches. */
export async function warnOfCoverage(context: StagingContext, files: readonly EngageFile[]): Promise<Coverage> {
  const [row] = await queryRows(
    context.db,
    `select
       (select count(distinct native_id) from staged_people where affiliation = 'external') as outsiders,
       (select string_agg(domain, ', ' order by people desc, domain) from (
         select split_part(email, '@', 2) as domain, count(distinct native_id) as people from staged_people
         where affiliation = 'external' and email like '%_@_%' group by domain having people >= 5
         order by people desc, domain limit 10)) as domains,
       (select count(*) from engage_account where listed and not external) as listed,
       (select count(distinct p.native_id) from staged_people p join engage_account a on engage_person(a.id) = p.native_id
         where p.affiliation <> 'external' and p.kind = 'human' and not a.listed) as unlisted,
       (select count(department) > 0 from staged_people) as departments,
       (select count(*) from engage_like where nature = 'unknown_liker') as unknown_likers,
       (select count(distinct person) from engage_like where nature = 'reaction') as likers`,
  );
  const count = (name: string): number => Number(row?.[name] ?? 0);
  if (count('outsiders') > 0) warnOfOutsiders(context, count('outsiders'), textOf(row?.['domains']));
  if (count('listed') > 0 && count('unlisted') > 0) {
    const people = figure(count('unlisted'));
    context.warn({
      fr: `auteurs absents de Users.csv : ${people.fr}. L’export d’une période ne liste que les comptes modifiés pendant celle-ci : l’annuaire est partiel`,
      en: `authors absent from Users.csv: ${people.en}. The export of a period lists only the accounts changed in it: the directory is partial`,
    });
  }
  if (count('unknown_likers') > 0) {
    const likes = figure(count('unknown_likers'));
    context.warn({
      fr: `réactions laissées de côté, car rien ne dit de qui elles sont : ${likes.fr}`,
      en: `reactions left out, since nothing tells whose they are: ${likes.en}`,
    });
  }
  const apart = files.some((file) => file.table === 'likes');
  const personal = arePersonal(files);
  if (!apart && count('likers') > 0) {
    const people = figure(count('likers'));
    context.warn({
      fr: `réactions connues de ces seules personnes, dont l’export individuel est joint : ${people.fr}`,
      en: `reactions are known of these people only, whose own export is there: ${people.en}`,
    });
  }
  return {
    population: !personal && count('listed') > 0 && count('unlisted') === 0,
    departments: row?.['departments'] === true,
    reactions: (apart || personal) && count('likers') > 0,
  };
}

function warnOfOutsiders(context: StagingContext, outsiders: number, domains: string | null): void {
  const people = figure(outsiders);
  context.warn({
    fr: `personnes extérieures : ${people.fr}. L’export ne contient que les fils où elles ont écrit, et rien des réseaux externes modernes : leur part est un minimum`,
    en: `external people: ${people.en}. The export holds only the threads they posted in, and nothing of modern external networks: their share is a minimum`,
  });
  if (domains === null) return;
  context.warn({
    fr: `domaines de messagerie tenus pour extérieurs (5 personnes ou plus) : ${domains}. Si l’un d’eux est de votre organisation, joignez un annuaire qui le dise`,
    en: `e-mail domains taken for external (5 people or more): ${domains}. If one is your organisation’s, add a directory that says so`,
  });
}

/** Whether every export with messages is that of one person, which lists what they liked. */
function arePersonal(files: readonly EngageFile[]): boolean {
  const liked = new Set(files.filter((file) => file.table === 'likedmessages').map((file) => file.folder));
  return liked.size > 0 && files.every((file) => file.table !== 'messages' || liked.has(file.folder));
}
