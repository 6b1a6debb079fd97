import { decodeEntities, htmlAsksQuestion, withoutQuotesAndCode } from '../html-words.ts';
import { type JsonObject, textOf, wholeNumberOf } from '../json-values.ts';

/** All that is kept of one post. Text, title and links stay behind. */
export interface PostFacts extends JsonObject {
  /** A file of the archive that holds something else than a post. */
  readonly is_post: boolean;
  readonly id: number | null;
  readonly topic_id: number | null;
  readonly post_number: number | null;
  readonly reply_to: number | null;
  readonly post_type: number | null;
  readonly user_id: number | null;
  readonly username: string | null;
  readonly name: string | null;
  readonly category_id: number | null;
  /** Topics of a forum always have a category; an explicit null is a private message. */
  readonly is_private: boolean;
  readonly created_at: string | null;
  readonly updated_at: string | null;
  readonly deleted: boolean;
  /** Usernames in lower case, each once. */
  readonly mentions: readonly string[];
  readonly asks: boolean;
}

/** Takes from a post of the API what is counted. */
export function postFacts(post: JsonObject): PostFacts {
  const cooked = typeof post['cooked'] === 'string' ? post['cooked'] : '';
  const postType = wholeNumberOf(post['post_type']);
  return {
    is_post: 'post_number' in post && 'topic_id' in post,
    id: wholeNumberOf(post['id']),
    topic_id: wholeNumberOf(post['topic_id']),
    post_number: wholeNumberOf(post['post_number']),
    reply_to: wholeNumberOf(post['reply_to_post_number']),
    post_type: postType,
    user_id: wholeNumberOf(post['user_id']),
    username: textOf(post['username']),
    name: textOf(post['name']),
    category_id: wholeNumberOf(post['category_id']),
    is_private: post['category_id'] === null,
    created_at: textOf(post['created_at']),
    updated_at: textOf(post['updated_at']),
    deleted: textOf(post['deleted_at']) !== null,
    mentions: peopleMentioned(cooked),
    asks: htmlAsksQuestion(cooked),
  };
}

/**
 * A mention inside a quotation is the quoted person's; groups carry another class, unknown names no link. Posts written before
 * 2017 and never touched since link to `/users/`.
 */
function peopleMentioned(cooked: string): readonly string[] {
  if (!cooked.includes('class="mention"')) return [];
  const links = withoutQuotesAndCode(cooked).matchAll(/<a class="mention" href="[^"]*\/u(?:sers)?\/([^"/?#]+)[^"]*"/g);
  return [...new Set(Array.from(links, (match) => decodeEntities(decodeUsername(match[1] ?? '')).toLowerCase()))];
}

function decodeUsername(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}
