import { isJsonObject, type JsonObject, textOf } from '../json-values.ts';
import { idOf, ownIdOf, typesOf, valuesOf } from './as2-values.ts';
import type { Deviations } from './deviations.ts';
import { isOurContext } from './record-fault.ts';

/** One record of a document, or why there is none where one should be; `whole` says that the whole document is refused. */
export type Unpacked =
  | { readonly record: JsonObject | string }
  | { readonly problem: 'unexpected_shape'; readonly whole: true }
  | { readonly problem: 'unexpected_shape' | 'not_an_object' | 'not_a_page' | 'foreign_context' };

const collectionTypes = ['Collection', 'OrderedCollection', 'CollectionPage', 'OrderedCollectionPage'];
const deepestNesting = 200;

/** Takes documents apart into records. Pages are read where they stand in a file; none is ever fetched. */
export class Containers {
  private readonly pagesHere = new Set<string>();
  private readonly pagesNamed = new Set<string>();

  constructor(private readonly deviations: Deviations) {}

  /** The records of one parsed document. A list is read only when every element of it is an object. */
  *records(document: unknown): Generator<Unpacked> {
    if (Array.isArray(document)) {
      if (!document.every(isJsonObject)) yield { problem: 'unexpected_shape', whole: true };
      else {
        this.deviations.add('list_at_top');
        for (const element of document) yield* this.unpack(element, 1);
      }
    } else if (isJsonObject(document)) yield* this.unpack(document, 0);
    else yield { problem: 'unexpected_shape' };
  }

  /** How many pages the delivery names and doesn't hold. */
  missingPages(): number {
    return [...this.pagesNamed].filter((page) => !this.pagesHere.has(page)).length;
  }

  private *unpack(value: unknown, depth: number): Generator<Unpacked> {
    if (typeof value === 'string') yield { record: value };
    else if (!isJsonObject(value)) yield { problem: 'not_an_object' };
    else if (!isCollection(value)) yield { record: value };
    else if (depth > deepestNesting) yield { problem: 'unexpected_shape' };
    else yield* this.collection(value, depth);
  }

  private *collection(collection: JsonObject, depth: number): Generator<Unpacked> {
    if (!isOurContext(collection)) {
      yield { problem: 'foreign_context' };
      return;
    }
    const id = ownIdOf(collection);
    if (id !== null) this.pagesHere.add(id);
    const ordered = typesOf(collection).some((type) => type.startsWith('Ordered'));
    if (typesOf(collection).length > 0 && valuesOf(collection, ordered ? 'items' : 'orderedItems').length > 0) {
      this.deviations.add('collection_shape');
    }
    for (const key of ['items', 'orderedItems']) {
      for (const item of valuesOf(collection, key)) yield* this.unpack(item, depth + 1);
    }
    for (const key of ['first', 'next', 'current', 'last']) {
      for (const page of valuesOf(collection, key)) yield* this.page(page, depth);
    }
  }

  private *page(page: unknown, depth: number): Generator<Unpacked> {
    const isLink = isJsonObject(page) && textOf(page['href']) !== null;
    if (typeof page === 'string' || isLink) {
      const id = idOf(page);
      if (id !== null) this.pagesNamed.add(id);
    } else if (isJsonObject(page) && isCollection(page)) yield* this.unpack(page, depth + 1);
    else yield { problem: 'not_a_page' };
  }
}

/** A collection by its type, or an untyped object that holds a list of items. */
function isCollection(object: JsonObject): boolean {
  const types = typesOf(object);
  if (types.length > 0) return types.some((type) => collectionTypes.includes(type));
  return Array.isArray(object['items']) || Array.isArray(object['orderedItems']);
}
