/** A dot of a plane, in pixels. */
export interface Dot {
  readonly x: number;
  readonly y: number;
  readonly name: string;
}

export interface DotLabel extends Dot {
  /** On which side of the dot the name is written. */
  readonly anchor: 'start' | 'end';
}

const letterWidth = 6.4;
const lineHeight = 14;
const gap = 7;
const radius = 4;

/**
 * Names for the dots farthest from the middle of the cloud (the median of either axis, distances as shares of the
 * plane), at most `most` of them, the farthest first. A name stands right of its dot, else left of it; where it would
 * cover another name, another dot or something `taken`, or leave the plane, it is left out.
 */
export function outlierLabels(
  dots: readonly Dot[],
  plane: { readonly width: number; readonly height: number; readonly taken?: readonly Box[] },
  most: number,
): DotLabel[] {
  const { width, height } = plane;
  const middle = { x: median(dots.map(({ x }) => x)), y: median(dots.map(({ y }) => y)) };
  const distance = ({ x, y }: Dot) => Math.hypot((x - middle.x) / width, (y - middle.y) / height);
  const labels: DotLabel[] = [];
  const taken = [...(plane.taken ?? [])];
  const isFree = (box: Box, of: Dot) =>
    box.left >= 0 &&
    box.right <= width &&
    !taken.some((other) => overlap(box, other)) &&
    !dots.some((dot) => dot !== of && overlap(box, around(dot)));
  for (const dot of dots.toSorted((a, b) => distance(b) - distance(a))) {
    if (labels.length === most) break;
    const found = sides.map((anchor) => ({ anchor, box: boxOf(dot, anchor) })).find(({ box }) => isFree(box, dot));
    if (found === undefined) continue;
    taken.push(found.box);
    labels.push({ ...dot, anchor: found.anchor });
  }
  return labels;
}

const sides = ['start', 'end'] as const;

function boxOf({ x, y, name }: Dot, anchor: 'start' | 'end'): Box {
  const long = name.length * letterWidth;
  const left = anchor === 'start' ? x + gap : x - gap - long;
  return { left, right: left + long, top: y - lineHeight / 2, bottom: y + lineHeight / 2 };
}

const around = ({ x, y }: Dot): Box => ({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius });

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
