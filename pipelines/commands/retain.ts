import { ImportError } from '../import-error.ts';
import { retain as retainMonths } from '../retain/retain.ts';
import { type Command, placeOf, readArguments, textOf } from './call.ts';

/** Prints `{"result"}`: what the retention period took away, or null when none is set. */
export const retain: Command = async (call) => {
  const { values } = readArguments(call, { months: { type: 'string' }, off: { type: 'boolean' } });
  const months = textOf(values['months']);
  const off = values['off'] === true;
  if (off === (months !== null) || (months !== null && !/^[1-9]\d{0,3}$/.test(months))) {
    throw new ImportError(
      null,
      null,
      {
        fr: 'la durée de conservation n’est pas un nombre entier de mois',
        en: 'the retention period is not a whole number of months',
      },
      {
        fr: 'Donnez --months N, N étant 1 au moins, ou --off pour ne plus en avoir',
        en: 'Give --months N, N being 1 at least, or --off to have none any more',
      },
    );
  }
  call.print({
    result: await retainMonths({
      ...placeOf(call, values['data']),
      months: months === null ? null : Number(months),
      now: call.now(),
      progress: (step, done, total) => call.print({ step, source: null, done, total }),
    }),
  });
  return true;
};
