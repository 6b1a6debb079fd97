import { columnKey } from '../sources/csv-header.ts';
import type { TableKind } from './roles.ts';

const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');

/** How French and English exports call each role, as column keys; the surest first. */
export const spellings: Readonly<Record<TableKind, Readonly<Record<string, readonly string[]>>>> = {
  events: {
    actor:
      words(`actor_id author_id authorid user_id from_id sender_id actor author_user_id creator_id created_by_id id_auteur auteur_id
      identifiant_auteur identifiant_de_l_auteur id_utilisateur utilisateur_id identifiant_utilisateur matricule login author
      auteur user utilisateur username user_name from sender posted_by created_by creator poster writer expediteur emetteur
      cree_par publie_par redacteur contributeur collaborateur membre member member_id personne person person_id userid owner
      from_user_id from_user_username author_username de qui who identifiant_membre id_membre nom_d_utilisateur pseudo
      reporter_id reporter rapporteur opened_by submitter_id submitter requester_id requester agent_id agent giver donneur
      demandeur`),
    occurred_at:
      words(`occurred_at date_unixtime created_at created_time created timestamp datetime date_heure date_time date_de_publication
      date_publication date_de_creation date_creation published_at posted_at posted_on sent_at sent publie_le cree_le poste_le
      envoye_le date_d_envoi date_envoi horodatage date_et_heure date time jour day when quand createdat created_date
      creation_date publication_date event_time event_date date_evenement date_de_l_evenement date_utc le date_du_message
      date_de_l_action date_action createddatetime`),
    kind: words(`kind event_type type_d_evenement type_evenement activity_type action_type type_d_action type_action action
      activity activite evenement event type_de_contenu type_contenu content_type type_de_contribution object_type type nature
      categorie category verb verbe quoi what`),
    community:
      words(`community_id group_id space_id channel_id room_id id_communaute id_groupe id_espace communaute_id groupe_id
      espace_id community group space channel room communaute groupe espace canal salon forum team network reseau
      espace_de_travail workspace fil_de_groupe page groupe_communaute identifiant_groupe identifiant_communaute project projet queue ou where`),
    target:
      words(`target_id recipient_id to_id to_user_id target recipient to destinataire id_destinataire destinataire_id
      a_qui cible mentioned mentioned_user liked_user in_reply_to_user_id reply_to_user auteur_du_message auteur_cible
      auteur_parent parent_author parent_author_id personne_mentionnee receiver receiver_id beneficiaire pour vers whom to_whom`),
    parent:
      words(`parent_id parent_event_id parent_message_id parent_post_id in_reply_to_id in_reply_to reply_to_id reply_to
      replied_to_id replied_to parent id_parent id_message_parent message_parent id_du_parent reponse_a en_reponse_a
      id_publication_parente publication_parente commentaire_de post_parent id_post_parent parentid object_id id_objet
      id_du_message_parent response_to reply_to_message_id reply_to_msg_id reference_message_id reference_messageid`),
    event_id:
      words(`event_id message_id post_id id_message id_du_message id_post id_publication id_evenement identifiant_message
      identifiant_du_message comment_id id_commentaire activity_id id uuid guid identifiant num numero n ref reference
      content_id id_contenu messageid postid no issue_key issue_id`),
    thread:
      words(`thread_id conversation_id topic_id discussion_id thread id_fil id_du_fil fil id_discussion id_conversation
      discussion conversation topic sujet fil_de_discussion thread_ts threadid id_sujet`),
    actor_name:
      words(`author_name actor_name user_full_name full_name display_name sender_name nom_auteur nom_de_l_auteur
      auteur_nom nom_complet nom_affiche nom_utilisateur nom_prenom nom name author_display_name from_user_displayname
      from_user_display_name author_full_name nom_du_membre prenom_nom nom_et_prenom prenom_et_nom created_by_name author auteur creator from reporter`),
    actor_email:
      words(`author_email actor_email user_email sender_email from_email email_auteur e_mail_auteur mail_auteur
      courriel_auteur auteur_email email e_mail mail courriel adresse_e_mail adresse_mail adresse_electronique adresse_email
      email_address user_principal_name upn e_mail_de_l_auteur adresse_e_mail_de_l_auteur author_mail created_by_email`),
    actor_department:
      words(`author_department actor_department user_department department service departement direction entite
      dept service_auteur service_de_l_auteur business_unit bu pole`),
    community_name:
      words(`community_name group_name space_name channel_name nom_communaute nom_de_la_communaute nom_du_groupe
      nom_groupe nom_de_l_espace nom_espace nom_du_canal groupe_nom`),
    via: words('via device client application support terminal user_agent plateforme device_type'),
  },
  people: {
    person_id:
      words(`person_id employee_id employee_number user_id userid uid matricule identifiant id login id_utilisateur
      username numero_employe no_employe id_personne identifiant_utilisateur member_id nom_d_utilisateur`),
    email:
      words(`email e_mail mail courriel adresse_e_mail adresse_email adresse_mail adresse_electronique email_address
      work_email user_principal_name userprincipalname upn e_mail_professionnel mail_pro`),
    employee_id:
      words(`employee_id employeeid employee_number employeenumber employee_no personnel_number staff_id matricule
      matricule_rh numero_de_matricule numero_employe no_employe numero_salarie id_rh`),
    sso_subject: words(`sso_subject sso_id name_id nameid saml_name_id oidc_sub object_id objectid entra_object_id
      identifiant_sso external_id authclient_id`),
    display_name:
      words(`display_name displayname full_name name nom_complet nom_affiche nom_prenom prenom_nom nom_et_prenom
      collaborateur employee person personne utilisateur`),
    first_name: words('first_name given_name givenname firstname prenom'),
    last_name: words('last_name surname lastname family_name sn nom nom_de_famille'),
    department:
      words(`department dept departement service team equipe unit unite department_name entite group organisation
      organization service_affectation`),
    division: words('division direction business_unit bu pole branch branche filiale societe company'),
    site: words(`site location lieu office office_location etablissement city ville localisation implantation lieu_de_travail
      pays country`),
    level: words('level niveau grade echelon classification job_level categorie_professionnelle'),
    manager:
      words(`manager manager_id manager_email responsable n_1 superieur id_manager responsable_hierarchique supervisor
      email_manager manager_name`),
    joined_on:
      words(`joined_on hire_date date_d_arrivee date_arrivee date_d_entree date_entree date_d_embauche start_date
      created_at date_de_creation date_creation inscrit_le date_d_inscription registered_at`),
    left_on: words(
      'left_on date_de_depart date_depart date_de_sortie date_sortie end_date termination_date leave_date',
    ),
  },
  memberships: {
    person: words(`person_id user_id member_id person user member email e_mail mail courriel matricule identifiant login
      utilisateur membre personne id_utilisateur id_membre username adresse_e_mail user_email member_email`),
    community:
      words(`community_id group_id space_id channel_id id_communaute id_groupe id_espace community group space channel
      communaute groupe espace canal team`),
    kind: words('role status statut fonction member_role type membership_type droit droits profil'),
    valid_from:
      words(`valid_from joined_at joined_on joined date_d_adhesion date_adhesion membre_depuis depuis since member_since
      date_d_inscription created_at date`),
    valid_to: words('valid_to left_at left_on left date_de_depart jusqu_au until'),
    community_name: words(
      'community_name group_name space_name nom_du_groupe nom_groupe nom_de_la_communaute nom_communaute',
    ),
  },
  communities: {
    community:
      words(`community_id group_id space_id channel_id id_communaute id_groupe id_espace id identifiant community group
      space channel communaute groupe espace canal`),
    name: words(`community_name group_name space_name channel_name name nom titre title nom_du_groupe nom_de_la_communaute
      nom_communaute nom_groupe communaute groupe espace community group space`),
    created_on: words('created_on created_at created date_de_creation date_creation creee_le cree_le creation_date'),
    created_by: words(
      'created_by creator owner createur creee_par cree_par proprietaire auteur administrateur animateur',
    ),
    archived_on: words('archived_on archived_at date_d_archivage archivee_le date_archivage closed_at'),
  },
};

const kindWords: readonly (readonly [string, RegExp])[] = [
  [
    'ignore',
    /(^|_)(prive|private|dm|direct_message|delete|deleted|supprime|suppression|system|systeme|draft|brouillon)/,
  ],
  ['mention', /(^|_)(mention|mentionne|cite|tagged|tag)/],
  [
    'reaction',
    /((^|_)(like|likes|liked|aime|jaime|love|vote|upvote|kudos|bravo|clap|emoji|recommand)|reaction|reagi|applau|j_aime)/,
  ],
  ['reply', /(comment|reply|replied|repl|repon|answer|respon)/],
  ['share', /(share|partag|repost|forward|rediffus)/],
  ['leave', /(^|_)(leave|left|quitt|depart|desinscri|unsubscri|unjoin|sorti)/],
  ['join', /(^|_)(join|rejoi|inscri|adhes|adher|subscri|arriv|member_add)/],
  ['view', /(^|_)(view|viewed|vue|vues|lecture|lu|read|visit|consult|seen|ouvert|open|clic|click|download|telecharg)/],
  [
    'post',
    /(post|publi|message|status|statut|article|billet|actu|news|topic|sujet|discussion|question|document|idee|idea|creat|creation|cree|photo|video|sondage|poll|annonce|event|evenement)/,
  ],
];

/** What chats write of themselves, in words that would mean something else within others. */
const notices =
  /^(service|call|recipient_(add|remove)|channel_((name|icon)_change|pinned_message)|thread_(created|starter_message)|user_premium_guild_subscription.*)$/;
/** What a message is where nothing else is said of it. */
const plainMessage = /^(message|msg|default)$/;

/** What a value of a kind column most likely means, or null when no word of it is known. */
export function kindOfValue(value: string): string | null {
  const key = columnKey(value.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, '_'));
  if (notices.test(key)) return 'ignore';
  if (plainMessage.test(key)) return 'post';
  return kindWords.find(([, pattern]) => pattern.test(key))?.[0] ?? null;
}

/** Whether a value says no more than that a row is a message, which may answer another. */
export function isPlainMessage(value: string): boolean {
  return plainMessage.test(columnKey(value));
}

const animator = /(admin|owner|propriet|anima|gestion|manager|moderat|responsable|leader|pilote|referent)/;

/** Whether a value of a membership's role column names somebody who runs the community. */
export function roleOfValue(value: string): string {
  return animator.test(columnKey(value)) ? 'animator' : 'member';
}

const person =
  '(author|user|from|sender|actor|creator|created_by|opened_by|submitter|requester|agent|poster|owner|member|auteur|utilisateur|membre)(_user)?';
const place = '(group|space|channel|room|community|queue|groupe|espace|communaute|canal|project|projet)';

/** Names made of two, as the fields of nested records are: author.login. */
const compounds: Readonly<Record<string, RegExp>> = {
  actor: new RegExp(`^${person}_(id|login|username|handle|uid|guid|value)$`),
  actor_name: new RegExp(`^${person}_(name|display_?name|full_?name|display_?value|nom)$`),
  actor_email: new RegExp(`^${person}_(e_?mail|mail|courriel)$`),
  community: new RegExp(`^${place}_(id|key|slug|value)$`),
  community_name: new RegExp(`^${place}_(name|title|nom|titre|display_?name|display_?value)$`),
  target: /^(to|recipient|target|destinataire|cible)(_user)?_(id|login|username)$/,
};

/** How surely a column key stands for a role: 0 is the surest, -1 when the name says nothing. */
export function spelt(table: TableKind, role: string, key: string): number {
  const known = spellings[table][role] ?? [];
  const found = known.indexOf(key);
  if (found >= 0 || table !== 'events') return found;
  return compounds[role]?.test(key) === true ? known.length : -1;
}

const texts =
  /^(text|texte|content|contenu|body|corps|message|summary|resume|description|subject|objet|title|titre|comment|commentaire)$/;

/** Whether a column is named as what people wrote: its cells are nobody and refer to nothing. */
export function saysText(key: string): boolean {
  return texts.test(key);
}

const bystanders =
  /^(creator|createur|reporter|rapporteur|assignee|responsable|watchers?|(project_)?lead|modified_by|updated_by|modifie_par)(_(id|name|nom))?$/;

/** Whether a column is named as people who have to do with a row without being those whom it turns to. */
export function namesBystander(key: string): boolean {
  return bystanders.test(key);
}

/** Whether columns are those of an issue tracker: a task is part of its parent and answers nobody. */
export function describesIssues(keys: readonly string[]): boolean {
  return keys.includes('issue_key');
}

const actColumns = new Set(
  words(`parent_event_id parent_message_id parent_post_id in_reply_to_id in_reply_to reply_to_id replied_to_id id_message_parent
    message_parent en_reponse_a reponse_a message_id post_id comment_id id_message id_publication thread_id conversation_id
    id_fil date_de_publication date_publication published_at posted_at posted_on publie_le sent_at created_time event_type
    activity_type type_de_contribution type_de_contenu type_d_evenement type_d_action message texte contenu body text`),
);

/** Whether columns are those of a list of things done (messages, reactions), whatever it says of people besides. */
export function describesActs(names: readonly string[]): boolean {
  return names.some((name) => actColumns.has(columnKey(name)));
}
