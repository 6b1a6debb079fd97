const quotingTag = /<(\/?)(aside|blockquote|pre|code)\b[^>]*>/g;

/**
 * The HTML of a message without what its author did not say in prose: quotations, link previews (`aside`) and code,
 * however deeply nested. A tag that is never closed hides the rest, as a browser would show it.
 */
export function withoutQuotesAndCode(html: string): string {
  let own = '';
  let depth = 0;
  let from = 0;
  for (const match of html.matchAll(quotingTag)) {
    if (depth === 0) own += html.slice(from, match.index);
    depth = match[1] === '/' ? Math.max(0, depth - 1) : depth + 1;
    from = match.index + match[0].length;
  }
  return depth === 0 ? own + html.slice(from) : own;
}

/** Whether an HTML message asks something: a question mark outside quotations, code and addresses. */
export function htmlAsksQuestion(html: string): boolean {
  // Most messages hold no question mark at all, and then nothing needs to be taken apart.
  if (!hasQuestionMark(html)) return false;
  const words = withoutQuotesAndCode(html).replace(/<[^>]*>/g, ' ');
  return hasQuestionMark(withoutAddresses(words));
}

/** Text without web addresses, whose query strings would read as questions. */
export function withoutAddresses(text: string): string {
  return text.replace(/\b(?:https?|ftp):\/\/\S+/gi, ' ');
}

/** A question mark of Latin, Chinese/Japanese or Arabic script. */
export function hasQuestionMark(text: string): boolean {
  return /[?？؟]/.test(text);
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };

/** Text of an HTML fragment that holds no tags: the entities that forums write are decoded. */
export function decodeEntities(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (whole, name: string) => entities[name] ?? whole);
}
