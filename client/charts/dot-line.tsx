export interface DotLineProps {
  readonly low: number;
  readonly high: number;
  readonly value: number;
  readonly against: number | null;
  readonly label: string;
}

/** A value as a dot on a line, and what to read it against as a tick. The scale is stretched to the cell's width. */
export function DotLine(props: DotLineProps) {
  const { low, high, value, against } = props;
  const span = high - low;
  const place = (number: number) => ((number - low) / span) * 100;
  return (
    <svg className="dot-line" viewBox="-1.5 0 103 1" preserveAspectRatio="none" role="img" aria-label={props.label}>
      <line x1="0" x2="100" y1="0.5" y2="0.5" className="dot-line-axis" />
      {against === null ? null : (
        <>
          <line x1={place(value)} x2={place(against)} y1="0.5" y2="0.5" className="dot-line-gap" />
          <line x1={place(against)} x2={place(against)} y1="0.15" y2="0.85" className="dot-line-tick" />
        </>
      )}
      <line x1={place(value)} x2={place(value)} y1="0.5" y2="0.5" className="dot-line-dot" />
    </svg>
  );
}
