import type { Words } from '../words.ts';

/** What the rows of a file describe. */
export const tableKinds = ['events', 'people', 'memberships', 'communities'] as const;
export type TableKind = (typeof tableKinds)[number];

export function isTableKind(name: string): name is TableKind {
  return (tableKinds as readonly string[]).includes(name);
}

/** What one column can be for us. */
export interface Role {
  readonly name: string;
  readonly label: Words;
  /** Without it no row of the table means anything. */
  readonly required?: true;
  /** Its cells are dates. */
  readonly date?: true;
}

const role = (name: string, fr: string, en: string, more: Pick<Role, 'required' | 'date'> = {}): Role => ({
  name,
  label: { fr, en },
  ...more,
});

/** The roles of each table, in the order in which a person reads them: who, when, what, where, to whom. */
export const roles: Readonly<Record<TableKind, readonly Role[]>> = {
  events: [
    role('actor', 'Qui agit', 'Who acts', { required: true }),
    role('occurred_at', 'Quand', 'When', { date: true }),
    role('kind', 'Quoi : publication, réponse, réaction…', 'What: post, reply, reaction…'),
    role('community', 'Où : communauté', 'Where: community'),
    role('target', 'À qui', 'To whom'),
    role('parent', 'En réponse à quel message', 'In answer to which message'),
    role('event_id', 'Identifiant du message', 'Id of the message'),
    role('thread', 'Identifiant du fil', 'Id of the thread'),
    role('actor_name', 'Nom de la personne qui agit', 'Name of who acts'),
    role('actor_email', 'E-mail de la personne qui agit', 'E-mail of who acts'),
    role('actor_department', 'Service de la personne qui agit', 'Department of who acts'),
    role('community_name', 'Nom de la communauté', 'Name of the community'),
    role('via', 'Canal : web, mobile, e-mail', 'Channel: web, mobile, e-mail'),
  ],
  people: [
    role('person_id', 'Identifiant de la personne', 'Id of the person', { required: true }),
    role('email', 'E-mail', 'E-mail'),
    role('employee_id', 'Matricule', 'Employee id'),
    role('sso_subject', 'Identifiant de connexion unique (SSO)', 'Single sign-on subject'),
    role('display_name', 'Nom complet', 'Full name'),
    role('first_name', 'Prénom', 'First name'),
    role('last_name', 'Nom de famille', 'Last name'),
    role('department', 'Service', 'Department'),
    role('division', 'Direction', 'Division'),
    role('site', 'Site', 'Site'),
    role('level', 'Niveau', 'Level'),
    role('manager', 'Responsable', 'Manager'),
    role('joined_on', 'Date d’arrivée', 'Joined on', { date: true }),
    role('left_on', 'Date de départ', 'Left on', { date: true }),
  ],
  memberships: [
    role('person', 'Qui est membre', 'Who is a member', { required: true }),
    role('community', 'De quelle communauté', 'Of which community', { required: true }),
    role('kind', 'Rôle : animateur ou membre', 'Role: animator or member'),
    role('valid_from', 'Depuis quand', 'Since when', { date: true }),
    role('valid_to', 'Jusqu’à quand', 'Until when', { date: true }),
    role('community_name', 'Nom de la communauté', 'Name of the community'),
  ],
  communities: [
    role('community', 'Identifiant de la communauté', 'Id of the community', { required: true }),
    role('name', 'Nom', 'Name'),
    role('created_on', 'Date de création', 'Created on', { date: true }),
    role('created_by', 'Qui l’a créée', 'Created by'),
    role('archived_on', 'Date d’archivage', 'Archived on', { date: true }),
  ],
};

/** What each row may be once its kind column has been read. `post-or-reply`: a reply when it answers something. */
export const kindCodes = {
  events: [
    'post',
    'reply',
    'post-or-reply',
    'reaction',
    'mention',
    'message',
    'share',
    'join',
    'leave',
    'view',
    'ignore',
  ],
  memberships: ['animator', 'member', 'ignore'],
} as const;

/** The codes that a table's kind column may be given; none for tables whose rows are all alike. */
export function kindCodesOf(table: TableKind): readonly string[] {
  return table === 'events' || table === 'memberships' ? kindCodes[table] : [];
}
