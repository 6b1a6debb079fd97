import type { Express } from 'express';
import { z } from 'zod';
import { api } from '../contract/api.ts';
import type { Refusals } from '../contract/refusals.ts';
import { UserError } from '../errors.ts';
import { sql } from '../facts/sql.ts';
import { pseudonym } from '../privacy.ts';
import { logAccess } from '../state/access-log.ts';
import { readRefusals, refuse, withdrawRefusal } from '../state/refusals.ts';
import type { ServerContext } from './context.ts';
import { nothingLoaded } from './results.ts';
import { serve } from './serve.ts';

/** Who asked not to be proposed. A refusal holds from the next answer on; each look at names is logged. */
export function mountRefusals(app: Express, context: ServerContext): void {
  serve(app, api.refusals, ({ masked }) => list(context, masked === '1'));
  serve(app, api.refuse, async ({ person, refused, masked }) => {
    if (refused) {
      await context.live.with(async (snapshot) => {
        if (snapshot === null) throw nothingLoaded();
        const Known = z.object({ known: z.boolean() });
        const { known } = await snapshot.db.one(
          Known,
          sql`select count(*) > 0 as known from people where person_id = ${person}`,
        );
        if (!known) throw unknownPerson();
      });
      refuse(context.dataFolder, person, context.now());
    } else {
      withdrawRefusal(context.dataFolder, person);
    }
    return list(context, masked === '1');
  });
}

async function list(context: ServerContext, masked: boolean): Promise<Refusals> {
  const refusals = readRefusals(context.dataFolder);
  if (refusals.length === 0) return [];
  const identities = masked
    ? null
    : await context.live.with((snapshot) => Promise.resolve(snapshot === null ? null : context.identities(snapshot)));
  if (identities !== null) {
    logAccess(context.dataFolder, context.now(), {
      action: 'names',
      through: 'dashboard',
      subject: 'refusals',
      people: refusals.length,
    });
  }
  return refusals.map(({ person_id, refused_at }) => {
    const known = identities?.get(person_id);
    return { person_id, name: known?.display_name ?? known?.native_id ?? pseudonym(person_id), refused_at };
  });
}

const unknownPerson = (): UserError =>
  new UserError(
    'unknown_person',
    { fr: 'Personne de ce pseudonyme n’est connu.', en: 'Nobody of this pseudonym is known.' },
    404,
  );
