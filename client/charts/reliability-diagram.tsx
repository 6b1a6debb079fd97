/** A group of forecasts: mean probability announced, share observed with its interval; all from 0 to 1. */
export interface ReliabilityDot {
  readonly forecast: number;
  readonly observed: number;
  readonly lower: number;
  readonly upper: number;
}

const size = 240;
const margin = { left: 44, top: 10, right: 10, bottom: 40 };
const ticks = [0, 0.25, 0.5, 0.75, 1];

/**
 * What was announced against what was observed (Bröcker & Smith 2007). Dots on the diagonal told the truth; each carries
 * its interval. The figures stand in a table beside it.
 */
export function ReliabilityDiagram(props: {
  readonly dots: readonly ReliabilityDot[];
  readonly label: string;
  readonly announced: string;
  readonly observed: string;
}) {
  const x = (value: number) => margin.left + value * size;
  const y = (value: number) => margin.top + (1 - value) * size;
  const percent = (value: number) => String(Math.round(100 * value));
  return (
    <svg
      className="reliability"
      viewBox={`0 0 ${margin.left + size + margin.right} ${margin.top + size + margin.bottom}`}
      role="img"
      aria-label={props.label}
    >
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={x(0)} x2={x(1)} y1={y(tick)} y2={y(tick)} className="reliability-grid" />
          <line x1={x(tick)} x2={x(tick)} y1={y(0)} y2={y(1)} className="reliability-grid" />
          <text x={x(0) - 6} y={y(tick)} textAnchor="end" dominantBaseline="middle">
            {percent(tick)}
          </text>
          <text x={x(tick)} y={y(0) + 14} textAnchor="middle">
            {percent(tick)}
          </text>
        </g>
      ))}
      <line x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} className="reliability-diagonal" />
      {props.dots.map((dot) => (
        <g key={`${dot.forecast} ${dot.observed}`}>
          <line
            x1={x(dot.forecast)}
            x2={x(dot.forecast)}
            y1={y(dot.lower)}
            y2={y(dot.upper)}
            className="reliability-interval"
          />
          <circle cx={x(dot.forecast)} cy={y(dot.observed)} r="4" className="reliability-dot" />
        </g>
      ))}
      <text x={x(0.5)} y={y(0) + 32} textAnchor="middle">
        {props.announced} (%)
      </text>
      <text transform={`translate(11 ${y(0.5)}) rotate(-90)`} textAnchor="middle">
        {props.observed} (%)
      </text>
    </svg>
  );
}
