import type { WantedColumn } from '../table-file.ts';

export const tableNames = ['people', 'communities', 'memberships', 'events', 'interventions'] as const;
export type TableName = (typeof tableNames)[number];

const required = (name: string, ...spellings: string[]): WantedColumn => ({ name, spellings, required: true });
const optional = (name: string, ...spellings: string[]): WantedColumn => ({ name, spellings });

/** The columns of each file; every other column is left unread. */
export const tableColumns: Readonly<Record<TableName, readonly WantedColumn[]>> = {
  events: [
    optional('event_id'),
    required('kind'),
    optional('occurred_at'),
    required('actor_id'),
    optional('target_id'),
    optional('community_id'),
    optional('thread_id'),
    optional('parent_event_id'),
    optional('via'),
    optional('is_question'),
  ],
  people: [
    required('person_id'),
    optional('display_name'),
    optional('email', 'e-mail'),
    optional('employee_id', 'employeeid', 'employee_number', 'matricule'),
    optional('sso_subject'),
    optional('profile_url'),
    optional('division'),
    optional('department'),
    optional('site'),
    optional('level'),
    optional('manager_id'),
    optional('affiliation'),
    optional('kind'),
    optional('joined_on'),
    optional('left_on'),
    optional('valid_from'),
    optional('valid_to'),
    optional('as_of'),
  ],
  communities: [
    required('community_id'),
    optional('name'),
    optional('type'),
    optional('created_on'),
    optional('created_by'),
    optional('archived_on'),
    optional('visibility'),
  ],
  memberships: [
    required('community_id'),
    required('person_id'),
    optional('role'),
    optional('valid_from'),
    optional('valid_to'),
  ],
  interventions: [
    required('intervention_id'),
    required('kind'),
    required('name'),
    required('starts_on'),
    optional('ends_on'),
    optional('community_id'),
    optional('department'),
  ],
};

/** The table that a file or sheet is named after: `events`, `events-2024`. */
export function tableNamed(name: string): TableName | undefined {
  return tableNames.find((table) => new RegExp(`^${table}([-_. ].*)?$`, 'i').test(name));
}
