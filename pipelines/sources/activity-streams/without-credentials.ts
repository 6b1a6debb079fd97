/** What lets its bearer in: tokens, passwords, signatures. A bare `key` may be what tells one thing from another: it stays. */
const credential =
  /^(.*token|.*secret|passw(or)?d|pwd|passphrase|sig|signature|(api|access|auth|sas)[-_]?key|authorization|jwt|x-(amz|goog)-.+)$/i;

/** An IRI without the credentials in its query, which tell apart what is the same; whatever else names it stays. */
export function withoutCredentials(iri: string): string {
  const at = iri.indexOf('?');
  if (at === -1) return iri;
  const [query = '', ...fragment] = iri.slice(at + 1).split('#');
  const kept = query.split('&').filter((part) => {
    const [name = '', value = ''] = part.split('=', 2);
    return !credential.test(name) && !/^xox[a-z]-/.test(value);
  });
  return [iri.slice(0, at) + (kept.length > 0 ? `?${kept.join('&')}` : ''), ...fragment].join('#');
}
