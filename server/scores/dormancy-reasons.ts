import type { Row } from '../contract/results.ts';
import type { Text } from '../contract/text.ts';
import { communityStates, type CommunityState } from '../models/community-state.ts';
import { type LifeStage, lifeStages } from '../models/life-stage.ts';
import { counted, numberIn } from './define.ts';

const stateIn = (row: Row): CommunityState | null => communityStates.find((state) => state === row.state) ?? null;

const silence = (row: Row): Text | null => {
  const days = numberIn(row, 'silent_days');
  if (days === 0) return { fr: 'On y a écrit le dernier jour connu', en: 'People wrote there on the last known day' };
  return days === null
    ? null
    : counted(
        days,
        ['Dernier message humain il y a # jour', 'Dernier message humain il y a # jours'],
        ['Last message by a person # day ago', 'Last message by a person # days ago'],
      );
};

const rhythm = (row: Row): Text | null => {
  const gap = numberIn(row, 'usual_gap_days');
  return gap === null
    ? null
    : counted(
        Math.round(gap),
        [
          'D’habitude on y écrit tous les jours ou presque',
          'D’habitude il s’y passe rarement plus de # jours sans message',
        ],
        ['People usually write there every day or nearly', 'Usually no more than # days pass there without a message'],
      );
};

const chance = (row: Row): Text | null => {
  const probability = numberIn(row, 'silence_probability');
  if (probability === null) return null;
  if (probability < 0.001) {
    return {
      fr: 'Un tel silence y arriverait moins d’une fois sur 1 000',
      en: 'Such a silence would happen less than once in 1,000',
    };
  }
  const once = Math.round(1 / probability);
  return {
    fr: `Un tel silence y arriverait environ une fois sur ${once}`,
    en: `Such a silence would happen about once in ${once}`,
  };
};

const operational = (row: Row): Text | null => {
  const days = numberIn(row, 'operational_silent_days');
  const calendar = numberIn(row, 'silent_days');
  if (days === null || calendar === null || calendar - days < 7) return null;
  const rounded = Math.round(days);
  return {
    fr: `Ce silence vaut ${rounded} jours ordinaires, congés et creux communs déduits`,
    en: `That silence is worth ${rounded} ordinary days, holidays and common lulls taken off`,
  };
};

const said = (fr: string, en: string) => (): Text => ({ fr, en });

/** A share as a whole number of percent. */
const percent = (share: number): Text => {
  const whole = Math.round(100 * share);
  return { fr: `${whole} %`, en: `${whole}%` };
};

const trend = (row: Row): Text | null => {
  const [change, low, high] = ['weekly_change', 'weekly_change_low', 'weekly_change_high'].map((key) =>
    numberIn(row, key),
  );
  if (change == null || low == null || high == null) return null;
  if (low <= 0 && high >= 0) {
    return {
      fr: 'Le nombre de personnes par semaine ne monte ni ne baisse nettement sur 12 semaines ordinaires',
      en: 'The number of people a week neither rises nor falls clearly over 12 ordinary weeks',
    };
  }
  const [middle, weak, strong] = [change, low, high].map((share) => percent(Math.abs(share)));
  const [least, most] = change < 0 ? [strong, weak] : [weak, strong];
  return {
    fr: `Le nombre de personnes ${change < 0 ? 'baisse' : 'monte'} de ${middle?.fr ?? ''} par semaine depuis 12 semaines ordinaires (entre ${least?.fr ?? ''} et ${most?.fr ?? ''})`,
    en: `The number of people ${change < 0 ? 'falls' : 'rises'} by ${middle?.en ?? ''} a week over 12 ordinary weeks (between ${least?.en ?? ''} and ${most?.en ?? ''})`,
  };
};

const people = (row: Row): Text | null => {
  const now = numberIn(row, 'contributors_28');
  const most = numberIn(row, 'most_contributors_28');
  if (now === null || most === null || now === 0) return null;
  return {
    fr: `${now} personnes y ont écrit en 28 jours ordinaires, ${most} au plus en un an`,
    en: `${now} people wrote there in 28 ordinary days, ${most} at most in a year`,
  };
};

const dateFormat = (language: string) => new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
const longDate = { fr: dateFormat('fr-FR'), en: dateFormat('en-GB') };

/** A day such as 7 octobre 2026. */
const dateIn = (row: Row, key: string): Text | null => {
  const day = row[key];
  if (typeof day !== 'string') return null;
  const date = new Date(day);
  return { fr: longDate.fr.format(date), en: longDate.en.format(date) };
};

const tookOff = (row: Row): Text => {
  const day = dateIn(row, 'took_off_on');
  return day !== null
    ? {
        fr: `Elle a pris le ${day.fr} : trois semaines de suite à cinq personnes, dont trois qui ne l’animent pas`,
        en: `It took off on ${day.en}: three weeks in a row with five people, three of whom do not animate it`,
      }
    : {
        fr: 'Elle n’a pas encore pris : il lui faut trois semaines de suite à cinq personnes, dont trois qui ne l’animent pas',
        en: 'It has not taken off yet: that takes three weeks in a row with five people, three of whom do not animate it',
      };
};

const byStage: Readonly<Record<LifeStage, readonly ((row: Row) => Text | null)[]>> = {
  preparation: [
    said(
      'Créée depuis moins de 90 jours, personne n’y a encore écrit',
      'Created less than 90 days ago, nobody wrote yet',
    ),
  ],
  launch: [tookOff, people, silence],
  growth: [trend, people],
  maturity: [people, trend, silence, rhythm],
  decline: [trend, people, silence],
  dormant: [],
  small_group: [
    said(
      'Un petit groupe : jamais trois semaines de suite à cinq personnes, dont trois qui ne l’animent pas',
      'A small group: never three weeks in a row with five people, three of whom do not animate it',
    ),
    silence,
    rhythm,
  ],
};

const stageIn = (row: Row): LifeStage | null => lifeStages.find((stage) => stage === row.stage) ?? null;

const ofStage = (row: Row): readonly Text[] => {
  const stage = stageIn(row);
  return stage === null ? [] : byStage[stage].flatMap((say) => say(row) ?? []);
};

const judgedOn = (row: Row): Text | null => {
  const day = dateIn(row, 'judged_on');
  return day === null
    ? null
    : {
        fr: `Plus aucun message dans aucune communauté de sa source depuis le ${day.fr} : un export manque, ou l’outil s’est arrêté`,
        en: `No message in any community of its source since ${day.en}: an export is missing, or the tool was stopped`,
      };
};

const byState: Readonly<Record<CommunityState, readonly ((row: Row) => Text | null)[]>> = {
  active: [],
  no_data: [judgedOn, rhythm],
  alarm: [chance, silence, rhythm, operational],
  dormant: [silence, chance, rhythm, operational],
  monologue: [
    said('Une seule personne y écrit depuis 60 jours ordinaires', 'One person alone wrote there in 60 ordinary days'),
    silence,
  ],
  never_started: [
    said(
      'La conversation n’a jamais pris : moins de trois personnes à la fois',
      'The conversation never took off: fewer than three people at a time',
    ),
    silence,
  ],
  seasonal: [
    said(
      'Silencieuse à la même saison une année précédente, puis revenue',
      'Silent at the same season of an earlier year, then back',
    ),
    silence,
  ],
  finished: [said('Archivée : sa fin a été décidée', 'Archived: its end was decided'), silence],
  broadcast_only: [
    said(
      'Presque uniquement des annonces de quelques personnes, presque sans réponse',
      'Almost only announcements by a few people, hardly any replies',
    ),
  ],
};

/** The forecast, where silence is more likely than not; of a forecast that still learns, only its interval. */
const outlook = (row: Row): Text | null => {
  const [chance, low, high] = ['silence_60', 'silence_60_low', 'silence_60_high'].map((key) => numberIn(row, key));
  if (chance == null || low == null || high == null || row.outlook === 'calm') return null;
  const [middle, least, most] = [percent(chance), percent(low), percent(high)];
  return row.forecast_learning === true
    ? {
        fr: `Risque que personne n’y écrive dans les 60 jours : entre ${least.fr} et ${most.fr} (trop peu de passé pour dire mieux)`,
        en: `Risk that nobody writes there in the next 60 days: between ${least.en} and ${most.en} (too little past to tell better)`,
      }
    : {
        fr: `Risque que personne n’y écrive dans les 60 jours : ${middle.fr} (entre ${least.fr} et ${most.fr})`,
        en: `Risk that nobody writes there in the next 60 days: ${middle.en} (between ${least.en} and ${most.en})`,
      };
};

const animation = (row: Row): Text | null => {
  if (row.animation === 'none')
    return { fr: 'Personne n’est désigné pour l’animer', en: 'Nobody is named to animate it' };
  return row.animation === 'silent'
    ? {
        fr: 'Aucun de ses animateurs n’y a écrit depuis 28 jours ordinaires',
        en: 'None of its animators has written there for 28 ordinary days',
      }
    : null;
};

/** States that say all there is to say: a stage adds nothing to them. */
const hasOwnVerdict: ReadonlySet<CommunityState> = new Set([
  'dormant',
  'alarm',
  'never_started',
  'seasonal',
  'finished',
  'no_data',
]);

/** Why the community is in its state, in plain words, the strongest first. */
export function dormancyReasons(row: Row): readonly Text[] {
  const state = stateIn(row);
  if (state === null) return [];
  if (row.stage === 'preparation') return ofStage(row);
  const own = byState[state].flatMap((say) => say(row) ?? []);
  const beside = [outlook(row) ?? [], animation(row) ?? []].flat();
  const all = hasOwnVerdict.has(state)
    ? [...own, ...(state === 'alarm' ? beside : [])]
    : [...own, ...beside, ...ofStage(row)];
  return all.filter(({ en }, k) => all.findIndex((other) => other.en === en) === k);
}
