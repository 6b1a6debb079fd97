const guidBytes = 16;

/**
 * The text of a GUID from the sixteen bytes that Active Directory keeps of it: the first three parts are written from
 * their last byte to their first. Null for any other number of bytes.
 */
export function guidOf(bytes: Buffer): string | null {
  if (bytes.length !== guidBytes) return null;
  const hex = (from: number, to: number): string => bytes.subarray(from, to).toString('hex');
  const reversed = (from: number, to: number): string =>
    Buffer.from(bytes.subarray(from, to)).reverse().toString('hex');
  return [reversed(0, 4), reversed(4, 6), reversed(6, 8), hex(8, 10), hex(10, 16)].join('-');
}
