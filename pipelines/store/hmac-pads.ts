/** The key xored with HMAC's two constants (RFC 2104), so that SQL can compute HMAC-SHA256 with a plain SHA-256. */
export function hmacPads(key: Buffer): { inner: string; outer: string } {
  const pad = (constant: number): string => {
    const block = Buffer.alloc(64, constant);
    key.forEach((byte, at) => {
      block[at] = byte ^ constant;
    });
    return block.toString('hex');
  };
  return { inner: pad(0x36), outer: pad(0x5c) };
}
