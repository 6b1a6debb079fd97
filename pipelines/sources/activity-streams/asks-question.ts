import { hasQuestionMark, htmlAsksQuestion, withoutAddresses } from '../html-words.ts';
import { type JsonObject, textOf } from '../json-values.ts';
import { textsOf, typesOf } from './as2-values.ts';

/** Whether a text asks something; null when the object comes without any. A `Question` always does. */
export function asksQuestion(content: JsonObject): boolean | null {
  if (typesOf(content).includes('Question')) return true;
  const plain = /^text\/(plain|markdown)/.test(textOf(content['mediaType']) ?? '');
  const texts = textsOf(content, 'content');
  const names = textsOf(content, 'name');
  if (texts.length + names.length === 0) return null;
  const asks = (text: string) => (plain ? hasQuestionMark(withoutAddresses(text)) : htmlAsksQuestion(text));
  return texts.some(asks) || names.some((name) => hasQuestionMark(withoutAddresses(name)));
}
