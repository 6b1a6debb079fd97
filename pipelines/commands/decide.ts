import { decideIdentity, identityVerbs } from '../identities/decide-identity.ts';
import { ImportError } from '../import-error.ts';
import { type Command, placeOf, readArguments } from './call.ts';

/** Prints `{"decided"}`: whether a decision on who is who changed anything. */
export const decide: Command = async (call) => {
  const { values, positionals } = readArguments(call, {});
  const [asked, ...ids] = positionals;
  const verb = identityVerbs.find((known) => known === asked);
  if (verb === undefined || ids.length === 0) {
    const verbs = identityVerbs.join(', ');
    throw new ImportError(
      null,
      null,
      { fr: 'il faut une décision et ce qu’elle désigne', en: 'a decision is needed, and what it is about' },
      {
        fr: `Décisions possibles : ${verbs}`,
        en: `Decisions that can be taken: ${verbs}`,
      },
    );
  }
  call.print({
    decided: await decideIdentity({
      ...placeOf(call, values['data']),
      verb,
      ids,
      now: call.now(),
      progress: (done, total) => call.print({ step: 'publish', source: null, done, total }),
    }),
  });
  return true;
};
