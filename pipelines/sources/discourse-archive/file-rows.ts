import { parseJson } from '../json-records.ts';
import { isJsonObject, type JsonObject, listOf, objectOf, textOf, wholeNumberOf } from '../json-values.ts';
import { postFacts } from './post-facts.ts';

/**
 * The rows taken from one file: `file`, `line` (1-based position in a list, null for a file that is one record), then
 * `problem`, the facts of a post, `announced` (ids that a topic says it holds) or `named` (a category). A file is a post, a
 * topic with its posts, a page of the latest posts, a list of any of these, or a list of categories.
 */
export function* fileRows(file: string, bytes: Buffer): Generator<JsonObject> {
  const parsed = parseJson(bytes, file);
  if (parsed === undefined) yield { file, line: null, problem: 'invalid_json' };
  else if (!Array.isArray(parsed)) yield* rowsOf(file, null, parsed);
  else for (const [index, record] of parsed.entries()) yield* rowsOf(file, index + 1, record);
}

function* rowsOf(file: string, line: number | null, record: unknown): Generator<JsonObject> {
  if (!isJsonObject(record)) {
    yield { file, line, problem: line === null ? 'unexpected_shape' : 'not_an_object' };
    return;
  }
  const stream = objectOf(record['post_stream']);
  const posts = stream['posts'] ?? record['latest_posts'];
  const categories = objectOf(record['category_list'])['categories'] ?? record['categories'];
  if (Array.isArray(posts)) {
    for (const [index, post] of posts.entries()) {
      const place = { file, line: line ?? index + 1 };
      if (isJsonObject(post)) yield { ...place, ...postFacts({ ...factsOfTopic(record), ...post }) };
      else yield { ...place, problem: 'not_an_object' };
    }
    yield { file, line, announced: listOf(stream['stream']).map(wholeNumberOf) };
  } else if (Array.isArray(categories)) yield* categoryRows(file, categories);
  else yield { file, line, ...postFacts(record) };
}

/** What a topic says for all of its posts; nothing where it doesn't say it. */
function factsOfTopic(topic: JsonObject): JsonObject {
  const isPrivate = textOf(topic['archetype']) === 'private_message';
  return {
    ...('id' in topic ? { topic_id: topic['id'] } : {}),
    ...(isPrivate ? { category_id: null } : 'category_id' in topic ? { category_id: topic['category_id'] } : {}),
  };
}

function* categoryRows(file: string, categories: readonly unknown[]): Generator<JsonObject> {
  for (const category of categories.filter(isJsonObject)) {
    const [id, name] = [wholeNumberOf(category['id']), textOf(category['name'])];
    if (id === null || name === null) continue;
    yield { file, line: null, named: { id, name, parent: wholeNumberOf(category['parent_category_id']) } };
    yield* categoryRows(file, listOf(category['subcategory_list']));
  }
}
