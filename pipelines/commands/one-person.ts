import { ImportError } from '../import-error.ts';
import { type Call, placeOf, readArguments } from './call.ts';

/** The one person that a call is about, and where. @throws ImportError when it names none, or several. */
export function onePerson(call: Call): ReturnType<typeof placeOf> & { readonly who: string } {
  const { values, positionals } = readArguments(call, {});
  const [who] = positionals;
  if (who === undefined || positionals.length > 1) {
    throw new ImportError(
      null,
      null,
      { fr: 'il faut une personne, et une seule', en: 'one person is needed, and one only' },
      { fr: 'Indiquez-la', en: 'Give them' },
    );
  }
  return { ...placeOf(call, values['data']), who };
}
