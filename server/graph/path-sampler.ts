import type { Graph } from './graph.ts';
import type { Random } from './random.ts';

/** One end of a two-ended search: people found from there, how far, and by how many shortest paths. */
interface Ball {
  readonly distance: Int32Array;
  readonly paths: Float64Array;
  readonly found: Uint32Array;
  count: number;
  /** Where the outermost level begins in `found`, its distance, and the ties that leave it. */
  rim: number;
  radius: number;
  work: number;
}

/**
 * Returns a function that adds 1 to each inner person of one random shortest path between two people, if any; all of their
 * shortest paths are equally likely, and are found from both ends at once.
 */
export function pathSampler(graph: Graph, hits: Float64Array): (source: number, target: number, draw: Random) => void {
  const { n, offsets, targets } = graph;
  const newBall = (): Ball => ({
    distance: new Int32Array(n).fill(-1),
    paths: new Float64Array(n),
    found: new Uint32Array(n),
    count: 0,
    rim: 0,
    radius: 0,
    work: 0,
  });
  const degree = (v: number): number => (offsets[v + 1] as number) - (offsets[v] as number);
  const open = (ball: Ball, centre: number): void => {
    ball.distance[centre] = 0;
    ball.paths[centre] = 1;
    ball.found[0] = centre;
    ball.count = 1;
    ball.rim = 0;
    ball.radius = 0;
    ball.work = degree(centre);
  };
  const close = (ball: Ball): void => {
    for (let i = 0; i < ball.count; i++) ball.distance[ball.found[i] as number] = -1;
  };

  // Ties that join the two balls, as (person of the grown ball, person of the other).
  let meetingFrom: number[] = [];
  let meetingTo: number[] = [];

  /** Grows a ball by one level and returns the number of shortest paths that now join it to the other. */
  const grow = (ball: Ball, other: Ball): number => {
    const rimEnd = ball.count;
    let joined = 0;
    ball.radius++;
    ball.work = 0;
    for (let i = ball.rim; i < rimEnd; i++) {
      const v = ball.found[i] as number;
      const end = offsets[v + 1] as number;
      for (let k = offsets[v] as number; k < end; k++) {
        const w = targets[k] as number;
        if (other.distance[w] !== -1) {
          joined += (ball.paths[v] as number) * (other.paths[w] as number);
          meetingFrom.push(v);
          meetingTo.push(w);
        } else if (ball.distance[w] === -1) {
          ball.distance[w] = ball.radius;
          ball.paths[w] = ball.paths[v] as number;
          ball.found[ball.count++] = w;
          ball.work += degree(w);
        } else if (ball.distance[w] === ball.radius) {
          ball.paths[w] = (ball.paths[w] as number) + (ball.paths[v] as number);
        }
      }
    }
    ball.rim = rimEnd;
    return joined;
  };

  /** Walks back to the centre of a ball, choosing each step with the share of the paths that come through it. */
  const walkBack = (ball: Ball, start: number, draw: Random): void => {
    let v = start;
    for (let distance = ball.distance[v] as number; distance > 0; distance--) {
      hits[v] = (hits[v] as number) + 1;
      let ticket = draw.next() * (ball.paths[v] as number);
      const end = offsets[v + 1] as number;
      let chosen = v;
      for (let k = offsets[v] as number; k < end && ticket >= 0; k++) {
        const w = targets[k] as number;
        if (ball.distance[w] !== distance - 1) continue;
        ticket -= ball.paths[w] as number;
        chosen = w;
      }
      v = chosen;
    }
  };

  const here = newBall();
  const there = newBall();
  return (source, target, draw) => {
    open(here, source);
    open(there, target);
    let joined = 0;
    let grown = here;
    let other = there;
    while (joined === 0 && here.rim < here.count && there.rim < there.count) {
      [grown, other] = here.work <= there.work ? [here, there] : [there, here];
      joined = grow(grown, other);
    }
    if (joined > 0) {
      let ticket = draw.next() * joined;
      let at = -1;
      while (ticket >= 0 && at + 1 < meetingFrom.length) {
        at++;
        ticket -= (grown.paths[meetingFrom[at] as number] as number) * (other.paths[meetingTo[at] as number] as number);
      }
      walkBack(grown, meetingFrom[at] as number, draw);
      walkBack(other, meetingTo[at] as number, draw);
    }
    meetingFrom = [];
    meetingTo = [];
    close(here);
    close(there);
  };
}
