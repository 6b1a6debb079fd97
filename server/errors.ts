import type { Text } from './contract/text.ts';

/** Something the caller can mend: HTTP 400 (or 404), exit code 1. */
export class UserError extends Error {
  constructor(
    readonly code: string,
    readonly text: Text,
    readonly status: 400 | 403 | 404 | 409 | 413 | 507 = 400,
  ) {
    super(text.en);
    this.name = 'UserError';
  }
}
