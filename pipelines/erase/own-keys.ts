import { createHmac } from 'node:crypto';
import type { Identity } from '../store/vault.ts';

/** What the accounts of one person are joined by, in lower case, and nobody else carries. */
export interface OwnKeys {
  readonly email: ReadonlySet<string>;
  readonly employee: ReadonlySet<string>;
  readonly sso: ReadonlySet<string>;
}

type Account = Pick<Identity, 'native_id' | 'email' | 'employee_id' | 'sso_subject'>;

const kinds = ['email', 'employee', 'sso'] as const;

/** The e-mail address, employee id and sign-on subject of an account, as imports hash them; null for what it has not. */
const keyOf: Readonly<Record<(typeof kinds)[number], (account: Account) => string | null>> = {
  email: ({ email, native_id }) =>
    email?.trim().toLowerCase() || (/.@./.test(native_id) ? native_id.toLowerCase() : null),
  employee: ({ employee_id }) => employee_id?.toLowerCase() ?? null,
  sso: ({ sso_subject }) => sso_subject?.toLowerCase() ?? null,
};

/** The keys of a person's accounts that nobody else bears: what others carry too may stay. */
export function ownKeys(accounts: readonly Account[], others: readonly Account[]): OwnKeys {
  const own = (kind: (typeof kinds)[number]): ReadonlySet<string> => {
    const keys = new Set(accounts.flatMap((account) => keyOf[kind](account) ?? []));
    for (const other of others) keys.delete(keyOf[kind](other) ?? '');
    return keys;
  };
  return { email: own('email'), employee: own('employee'), sso: own('sso') };
}

/** Keys as imports and decisions hold them: 32 hexadecimal digits of HMAC-SHA256 (steps/load-others.sql). */
export function keyHashes(keys: OwnKeys, secretKey: Buffer): string[] {
  return kinds.flatMap((kind) =>
    [...keys[kind]].map((value) =>
      createHmac('sha256', secretKey).update(`${kind}:${value}`).digest('hex').slice(0, 32),
    ),
  );
}

/** Whether an account carries one of these keys. */
export function carries(keys: OwnKeys, account: Account): boolean {
  return kinds.some((kind) => keys[kind].has(keyOf[kind](account) ?? ''));
}
