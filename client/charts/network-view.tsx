import { useElementSize } from '@mantine/hooks';
import { useMemo, useRef } from 'react';
import ForceGraph2D, { type ForceGraphMethods } from 'react-force-graph-2d';

interface Node {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly department: string | null;
  readonly degree: number;
}

const height = 560;
/** Okabe and Ito's set without its yellow, which vanishes on paper; everybody else is grey. */
const palette = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00'] as const;
const grey = '#9aa0a7';
const strokes = { standOut: 'rgba(128, 134, 142, 0.22)', hold: 'rgba(128, 134, 142, 0.16)' } as const;
const canvasBudget = 4000;

/** The network as the server laid it out: nothing moves. Drag to look around, the wheel zooms. */
export function NetworkView(props: {
  nodes: readonly Node[];
  edges: readonly { readonly from: number; readonly to: number; readonly standsOut: boolean }[];
  label: string;
  others: string;
  /** What the two kinds of lines say. */
  lines: { readonly standOut: string; readonly hold: string };
}) {
  const { ref, width } = useElementSize();
  const graph = useRef<ForceGraphMethods | undefined>(undefined);
  const colours = useMemo(() => departmentColours(props.nodes), [props.nodes]);
  const data = useMemo(() => {
    const span = Math.max(1e-9, ...props.nodes.map(({ x, y }) => Math.max(Math.abs(x), Math.abs(y))));
    return {
      // Drawn in this order: the grey ones first, so that they hide no colour.
      nodes: props.nodes
        .toSorted((a, b) => Number(colours.has(a.department)) - Number(colours.has(b.department)))
        .map((node) => ({
          id: node.id,
          fx: (node.x / span) * canvasBudget,
          fy: (node.y / span) * canvasBudget,
          size: 14 + 3 * Math.sqrt(node.degree),
          colour: colours.get(node.department) ?? grey,
          title: node.department === null ? node.id : `${node.id}, ${node.department}`,
        })),
      // The light ones first, so that they hide none that stands out.
      links: props.edges
        .toSorted((a, b) => Number(a.standsOut) - Number(b.standsOut))
        .map(({ from, to, standsOut }) => ({
          source: props.nodes[from]?.id ?? '',
          target: props.nodes[to]?.id ?? '',
          standsOut,
        })),
    };
  }, [props.nodes, props.edges, colours]);
  return (
    <figure className="network">
      <figcaption className="hidden">{props.label}</figcaption>
      <div ref={ref} aria-hidden="true" style={{ height }}>
        {width === 0 ? null : (
          <ForceGraph2D
            ref={graph}
            width={width}
            height={height}
            graphData={data}
            cooldownTicks={0}
            enableNodeDrag={false}
            nodeLabel="title"
            linkColor={({ standsOut }) => (standsOut === true ? strokes.standOut : strokes.hold)}
            linkLineDash={({ standsOut }) => (standsOut === true ? null : [4, 4])}
            linkWidth={1}
            nodeCanvasObject={(node, context) => {
              const { x = 0, y = 0, size, colour } = node as { x?: number; y?: number; size: number; colour: string };
              context.beginPath();
              context.arc(x, y, size, 0, 2 * Math.PI);
              context.fillStyle = colour;
              context.fill();
            }}
            onEngineStop={() => graph.current?.zoomToFit(0, 24)}
          />
        )}
      </div>
      <ul className="network-key plain">
        {[...colours].map(([department, colour]) => (
          <li key={department}>
            <span className="swatch" style={{ background: colour }} aria-hidden="true" /> {department}
          </li>
        ))}
        <li>
          <span className="swatch" style={{ background: grey }} aria-hidden="true" /> {props.others}
        </li>
        {(['standOut', 'hold'] as const).map((kind) => (
          <li key={kind}>
            <svg className="network-line" viewBox="0 0 28 8" aria-hidden="true">
              <line x1="0" x2="28" y1="4" y2="4" className={kind} />
            </svg>{' '}
            {props.lines[kind]}
          </li>
        ))}
      </ul>
    </figure>
  );
}

/** A colour for each of the largest departments, in order of size. */
function departmentColours(nodes: readonly Node[]): Map<string | null, string> {
  const sizes = new Map<string, number>();
  for (const { department } of nodes) if (department !== null) sizes.set(department, (sizes.get(department) ?? 0) + 1);
  const largest = [...sizes].toSorted(([a, m], [b, n]) => n - m || a.localeCompare(b)).slice(0, palette.length);
  return new Map(largest.map(([department], i) => [department, palette[i] ?? grey]));
}
