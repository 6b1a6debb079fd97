import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Arcs } from './draw-network.ts';

/** Writes a network as every tool of the comparison reads it: raw little-endian columns and the number of people. */
export function writeArcs(folder: string, arcs: Arcs): void {
  writeFileSync(join(folder, 'people'), String(arcs.n));
  writeFileSync(join(folder, 'from.u32'), arcs.from);
  writeFileSync(join(folder, 'to.u32'), arcs.to);
  writeFileSync(join(folder, 'weight.f64'), arcs.weight);
}

export function readArcs(folder: string): Arcs {
  return {
    n: Number(readFileSync(join(folder, 'people'), 'utf8')),
    from: new Uint32Array(bytes(join(folder, 'from.u32'))),
    to: new Uint32Array(bytes(join(folder, 'to.u32'))),
    weight: readNumbers(join(folder, 'weight.f64')),
  };
}

export const readNumbers = (path: string): Float64Array => new Float64Array(bytes(path));

function bytes(path: string): ArrayBufferLike {
  const { buffer, byteOffset, byteLength } = readFileSync(path);
  return buffer.slice(byteOffset, byteOffset + byteLength);
}
