import { isJsonObject, type JsonObject, objectOf, textOf } from '../json-values.ts';
import { idOf, nameOf, timeOf, typesOf, valuesOf } from './as2-values.ts';
import { groupTypes, isAny, personTypes, serviceTypes } from './vocabulary.ts';

/** Notes the people and communities that records describe on their way, each description once while it stays the same. */
export class Actors {
  private readonly told = new Map<string, string>();

  /** Who or what a value describes, when it does: a typed actor, or whatever stands where an actor must (`asActor`). */
  *describe(seq: number, value: unknown, asActor = false): Generator<JsonObject> {
    if (!isJsonObject(value)) return;
    const id = idOf(value);
    const types = typesOf(value);
    if (id === null) return;
    if (isAny(types, groupTypes)) {
      const [creator] = valuesOf(value, 'attributedTo');
      yield* this.once(seq, 'group', id, {
        name: nameOf(value),
        occurred: timeOf(value, 'published'),
        actor: creator === undefined ? null : idOf(creator),
      });
    } else if (asActor || isAny(types, personTypes) || isAny(types, serviceTypes)) {
      yield* this.once(seq, 'person', id, {
        name: nameOf(value),
        url: profileOf(value),
        department: departmentOf(value),
        service: isAny(types, serviceTypes),
        occurred: timeOf(value, 'published'),
      });
    }
  }

  private *once(seq: number, sort: string, id: string, said: JsonObject): Generator<JsonObject> {
    const now = JSON.stringify(said);
    if (this.told.get(id) === now) return;
    this.told.set(id, now);
    yield { sort, seq, id, ...said };
  }
}

/** The page of a person, without the query string that may carry a token. */
function profileOf(person: JsonObject): string | null {
  const [first] = valuesOf(person, 'url');
  const url = typeof first === 'string' ? first : textOf(objectOf(first)['href']);
  return url !== null && url !== undefined && /^https?:\/\//.test(url) ? url.replace(/[?#].*$/s, '') : null;
}

/** The extension `department`, under that name, with a prefix or as a full IRI; a text or something that has a name. */
function departmentOf(person: JsonObject): string | null {
  const key = Object.keys(person).find((name) => /(^|[:#/])department$/.test(name));
  if (key === undefined) return null;
  const [said] = valuesOf(person, key);
  return isJsonObject(said) ? (textOf(said['@value']) ?? nameOf(said)) : (textOf(said)?.trim() ?? null);
}
