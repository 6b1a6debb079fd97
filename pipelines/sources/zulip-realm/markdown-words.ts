import { hasQuestionMark, withoutAddresses } from '../html-words.ts';

/**
 * Zulip's Markdown without what its author did not say in prose: quotations (```` ```quote ```` and `>`), code and
 * formulas. Spoilers are the author's own. A fence that is never closed hides the rest, as Zulip shows it.
 */
export function ownWords(markdown: string): string {
  if (!/[`~>]/.test(markdown)) return markdown;
  const own: string[] = [];
  const open: { readonly fence: string; readonly kind: 'quote' | 'spoiler' | 'code' }[] = [];
  for (const line of markdown.split(/\r\n|\n|\r/)) {
    const [, fence = '', label = ''] = /^ {0,3}(`{3,}|~{3,})\s*([^\s`~]*)[^`~]*$/.exec(line) ?? [];
    const inner = open.at(-1);
    if (fence !== '' && label === '' && fence === inner?.fence) open.pop();
    else if (fence !== '' && inner?.kind !== 'code') {
      open.push({ fence, kind: label === 'quote' || label === 'spoiler' ? label : 'code' });
    } else if (open.every(({ kind }) => kind === 'spoiler') && !/^\s*>/.test(line)) own.push(line);
  }
  return own.join('\n').replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, ' ');
}

/** Whether a message asks something: a question mark in its author's own words, outside links. */
export function markdownAsksQuestion(markdown: string): boolean {
  if (!hasQuestionMark(markdown)) return false;
  const words = ownWords(markdown)
    .replace(/\]\([^)\s]*\)/g, '] ')
    .replace(/#?@?_?\*\*[^*\n]*\*\*/g, ' ');
  return hasQuestionMark(withoutAddresses(words));
}
