import { type JsonObject, objectOf } from '../json-values.ts';
import { Actors } from './actors.ts';
import { mentionsOf, placesOf, recipientsOf } from './addressing.ts';
import { asksQuestion } from './asks-question.ts';
import { digestOf, idOf, iriOf, ownIdOf, timeOf, typesOf, valuesOf } from './as2-values.ts';
import type { Unpacked } from './containers.ts';
import { Deviations } from './deviations.ts';
import { faultOf, refuseFirstVersion } from './record-fault.ts';
import * as types from './vocabulary.ts';

const { isAny } = types;

/**
 * Turns records into flat rows for SQL, of five sorts: `record` (one for each, with its outcome when that is known
 * here), `event`, `cancel`, `person` and `group`. Texts end here: of them only "asks a question" is written.
 */
export class RecordRows {
  readonly deviations = new Deviations();
  private readonly actors = new Actors();
  private seq = 0;

  /** The rows of one record. Throws ImportError on Activity Streams 1.0. */
  *of(file: string, line: number | null, unpacked: Unpacked): Generator<JsonObject> {
    const seq = ++this.seq;
    const settled = (outcome: string, rule: string | null) => ({ sort: 'record', seq, file, line, outcome, rule });
    if ('problem' in unpacked) {
      yield settled('rejected', unpacked.problem);
      return;
    }
    const { record } = unpacked;
    if (typeof record === 'string') {
      yield settled('ignored', 'reference_only');
      return;
    }
    refuseFirstVersion(record, file, line);
    const fault = faultOf(record);
    if (fault !== null) {
      yield settled('rejected', fault);
      return;
    }
    this.deviations.look(record);
    const ignored = yield* this.meaning(seq, record);
    if (ignored === null) yield { sort: 'record', seq, file, line };
    else yield ignored === '' ? settled('used', null) : settled('ignored', ignored);
  }

  /** The rows by which a record counts; then null when they settle its outcome, '' when it is used as it is, or the rule. */
  private *meaning(seq: number, record: JsonObject): Generator<JsonObject, string | null> {
    const kinds = typesOf(record);
    for (const key of ['actor', 'attributedTo']) {
      for (const actor of valuesOf(record, key)) yield* this.actors.describe(seq, actor, true);
    }
    for (const key of ['object', 'target', 'context', 'audience', 'to', 'cc']) {
      for (const value of valuesOf(record, key)) yield* this.actors.describe(seq, value);
    }
    if (isAny(kinds, types.actorTypes)) {
      yield* this.actors.describe(seq, record);
      return '';
    }
    if (kinds.includes('Create')) return yield* this.created(seq, record);
    if (isAny(kinds, types.cancellingTypes)) return yield* this.cancelled(seq, record, kinds);
    if (isAny(kinds, types.membershipTypes)) return yield* this.membership(seq, record, kinds);
    if (isAny(kinds, types.reactionTypes)) return yield* this.about(seq, record, 'reaction');
    if (isAny(kinds, types.shareTypes)) return yield* this.about(seq, record, 'share');
    if (isAny(kinds, types.viewTypes)) return yield* this.about(seq, record, 'view');
    const named = kinds.map((kind) => types.ignoredActivities[kind]).find((rule) => rule !== undefined);
    if (named !== undefined) return named;
    if (isAny(kinds, types.contentTypes)) return yield* this.content(seq, record, record, null);
    return kinds.length === 0 || isAny(kinds, ['Object', ...types.otherThings]) ? 'not_a_contribution' : 'unknown_type';
  }

  /** What is published: each object of a `Create` is a post or a reply. */
  private *created(seq: number, activity: JsonObject): Generator<JsonObject, string | null> {
    let rule: string | null = 'not_a_contribution';
    for (const [at, object] of valuesOf(activity, 'object').entries()) {
      const about = objectOf(object);
      if (isAny(typesOf(about), types.groupTypes)) {
        const [creator] = valuesOf(activity, 'actor');
        if (creator !== undefined) {
          yield { sort: 'group', seq, id: idOf(object), actor: idOf(creator), occurred: timeOf(activity, 'published') };
        }
        rule = rule === null ? null : '';
        continue;
      }
      if (isAny(typesOf(about), [...types.actorTypes, ...types.otherThings])) continue;
      for (const author of valuesOf(about, 'attributedTo')) yield* this.actors.describe(seq, author, true);
      for (const key of ['context', 'audience', 'target', 'to', 'cc']) {
        for (const value of valuesOf(about, key)) yield* this.actors.describe(seq, value);
      }
      const said = yield* this.content(seq, activity, about, { at, id: contentId(object) });
      rule = rule === null ? null : said;
    }
    return rule;
  }

  /** One post or reply: by an activity that creates it, or standing alone with its author. */
  private *content(
    seq: number,
    activity: JsonObject,
    content: JsonObject,
    within: { readonly at: number; readonly id: string | null } | null,
  ): Generator<JsonObject, string | null> {
    const [author] = [
      ...valuesOf(activity, 'actor'),
      ...valuesOf(content, 'actor'),
      ...valuesOf(content, 'attributedTo'),
    ];
    if (author === undefined) return within === null ? 'not_a_contribution' : 'missing_actor';
    const activityId = ownIdOf(activity) ?? digestOf(activity);
    const [answered] = [...valuesOf(content, 'inReplyTo'), ...valuesOf(activity, 'inReplyTo')];
    yield {
      sort: 'event',
      seq,
      id: within === null ? activityId : (within.id ?? numbered(activityId, within.at)),
      activity_id: activityId,
      kind: answered === undefined ? 'post' : 'reply',
      actor: idOf(author),
      refers: answered === undefined ? null : idOf(answered),
      refers_author: authorOf(answered),
      places: placesOf(activity, content),
      // A chat message is private whoever it is sent to.
      recipients: typesOf(content).includes('ChatMessage') ? [] : recipientsOf(activity, content),
      mentions: mentionsOf(activity, content),
      occurred:
        timeOf(activity, 'published') ??
        timeOf(content, 'published', 'updated') ??
        timeOf(activity, 'startTime', 'updated'),
      updated: timeOf(content, 'updated'),
      asks: asksQuestion(content),
      inline: Object.keys(content).length > 0,
    };
    return null;
  }

  /** A reaction, a share or a view: one for each of those who do it, and each thing it is done to. */
  private *about(seq: number, activity: JsonObject, kind: string): Generator<JsonObject, string | null> {
    const id = ownIdOf(activity) ?? digestOf(activity);
    const actors = valuesOf(activity, 'actor');
    const things = valuesOf(activity, 'object');
    if (actors.length === 0) return 'missing_actor';
    if (things.length === 0) return 'missing_object';
    let at = 0;
    for (const actor of actors) {
      for (const thing of things) {
        yield {
          ...happening(seq, activity, kind, numbered(id, at++), actor),
          activity_id: id,
          refers: idOf(thing),
          refers_author: authorOf(thing),
          places: placesOf(activity, objectOf(thing)),
        };
      }
    }
    return null;
  }

  /** Somebody enters or leaves a community: by themselves (`Join`, `Leave`), or put there (`Add`, `Remove`). */
  private *membership(
    seq: number,
    activity: JsonObject,
    kinds: readonly string[],
  ): Generator<JsonObject, string | null> {
    const alone = isAny(kinds, ['Join', 'Leave']);
    const people = valuesOf(activity, alone ? 'actor' : 'object');
    const groups = valuesOf(activity, alone ? 'object' : isAny(kinds, ['Add']) ? 'target' : 'origin');
    const places = groups.length > 0 || alone ? groups : valuesOf(activity, 'target');
    if (alone && people.length === 0) return 'missing_actor';
    const mayBe = (value: unknown, wanted: readonly string[]) => {
      const told = typesOf(objectOf(value));
      return told.length === 0 || isAny(told, wanted);
    };
    const id = ownIdOf(activity) ?? digestOf(activity);
    let at = 0;
    for (const group of places.filter((value) => mayBe(value, types.groupTypes))) {
      for (const person of people.filter((value) => mayBe(value, types.personTypes))) {
        yield {
          ...happening(seq, activity, isAny(kinds, ['Join', 'Add']) ? 'join' : 'leave', numbered(id, at++), person),
          activity_id: id,
          refers: idOf(group),
          // Being put somewhere is a membership only between what is known to be a person and a community.
          strict: !alone,
        };
      }
    }
    return at === 0 ? 'not_a_membership' : null;
  }

  /** Taking something back. `Undo` names an activity, `Delete` an object; a `Tombstone` is what is left of one. */
  private *cancelled(seq: number, record: JsonObject, kinds: readonly string[]): Generator<JsonObject, string | null> {
    const undo = kinds.includes('Undo');
    const [actor] = valuesOf(record, 'actor');
    const things = kinds.includes('Tombstone') ? [record] : valuesOf(record, 'object');
    for (const thing of things) {
      const about = objectOf(thing);
      const [who] = [...valuesOf(about, 'actor'), ...(actor === undefined ? [] : [actor])];
      const [what] = valuesOf(about, 'object');
      yield {
        sort: 'cancel',
        seq,
        how: undo ? 'undo' : 'delete',
        id: idOf(thing),
        kind: undo && ownIdOf(about) === null ? kindOf(typesOf(about)) : null,
        actor: actor === undefined ? null : idOf(actor),
        doer: who === undefined ? null : idOf(who),
        refers: what === undefined ? null : idOf(what),
        occurred: timeOf(record, 'published', 'deleted', 'updated'),
      };
    }
    return things.length === 0 ? 'missing_object' : null;
  }
}

function happening(seq: number, activity: JsonObject, kind: string, id: string, actor: unknown): JsonObject {
  const occurred = timeOf(activity, 'published', 'startTime', 'endTime', 'updated');
  return { sort: 'event', seq, id, kind, actor: idOf(actor), occurred };
}

/** The n-th event of one activity, from 0: the first bears the activity's own id. */
function numbered(id: string, at: number): string {
  return at === 0 ? id : `${id}#${at + 1}`;
}

/** An object's own id, or null for a nameless one: it is then known by the activity that made it. */
function contentId(value: unknown): string | null {
  return typeof value === 'string' ? iriOf(value) : ownIdOf(objectOf(value));
}

function authorOf(value: unknown): string | null {
  const [author] = valuesOf(objectOf(value), 'attributedTo');
  return author === undefined ? null : idOf(author);
}

function kindOf(kinds: readonly string[]): string | null {
  if (isAny(kinds, types.reactionTypes)) return 'reaction';
  if (isAny(kinds, types.shareTypes)) return 'share';
  if (isAny(kinds, types.viewTypes)) return 'view';
  if (isAny(kinds, ['Join', 'Add'])) return 'join';
  return isAny(kinds, ['Leave', 'Remove']) ? 'leave' : null;
}
