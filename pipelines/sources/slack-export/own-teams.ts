import type { JsonObject } from '../json-values.ts';

/** What a list of people says of one of them. */
export interface UserRow extends JsonObject {
  readonly id: string;
  readonly guest: boolean;
  readonly bot: boolean;
  readonly deleted: boolean;
  /** Home workspace. */
  readonly team: string | null;
  /** Organisation, and its workspaces that the person is in; null and empty outside Enterprise Grid. */
  readonly enterprise: string | null;
  readonly teams: readonly string[];
  /** Slack's own mark of somebody of another organisation. */
  readonly stranger: boolean;
}

/**
 * The workspaces and organisation that an export is of. Nothing in it names them: they are those of most of the people
 * listed, guests, apps and closed accounts apart. Lists hold people of other organisations too, met in shared channels.
 */
export class OwnTeams {
  private readonly ids = new Set<string>();
  private readonly listedByOrganisation = new Set<string>();

  /** Takes one list of people into account; one of the whole organisation holds nobody else. */
  note(users: readonly UserRow[], isOrganisation: boolean): void {
    const staff = users.filter(({ guest, bot, deleted, stranger }) => !guest && !bot && !deleted && !stranger);
    const enterprise = commonest(staff.map((user) => user.enterprise));
    for (const id of [enterprise, commonest(staff.map(({ team }) => team))]) if (id !== null) this.ids.add(id);
    for (const user of staff) {
      if (enterprise === null || user.enterprise !== enterprise) continue;
      for (const team of user.teams) this.ids.add(team);
    }
    if (isOrganisation) for (const { id } of users) this.listedByOrganisation.add(id);
  }

  get teams(): readonly string[] {
    return [...this.ids].sort();
  }

  /** Whether somebody listed belongs to another organisation. */
  excludes({ id, stranger, team, enterprise }: UserRow): boolean {
    if (stranger) return true;
    if (this.ids.size === 0 || this.listedByOrganisation.has(id)) return false;
    if (enterprise !== null) return !this.ids.has(enterprise);
    return team !== null && !this.ids.has(team);
  }
}

/** The value met most often, or null without any or when two are met equally often. */
function commonest(values: readonly (string | null)[]): string | null {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [first, second] = [...counts].sort(([, left], [, right]) => right - left);
  return first === undefined || first[1] === second?.[1] ? null : first[0];
}
