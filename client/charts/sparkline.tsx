/** A pulse without axes: bars from zero, the last one in the accent colour. Null is a gap. */
export function Sparkline({ values, label }: { values: readonly (number | null)[]; label: string }) {
  const width = 96;
  const height = 24;
  const largest = Math.max(1, ...values.map((value) => value ?? 0));
  const step = width / Math.max(1, values.length);
  return (
    <svg className="sparkline" width={width} height={height} role="img" aria-label={label}>
      <line x1="0" x2={width} y1={height - 0.5} y2={height - 0.5} stroke="var(--rule)" />
      {values.map((value, i) => {
        if (value === null || value === 0) return null;
        const tall = Math.max(1.5, (value / largest) * (height - 2));
        return (
          <rect
            // oxlint-disable-next-line react/no-array-index-key -- a bar is its place in time
            key={i}
            x={i * step + 0.75}
            y={height - 1 - tall}
            width={Math.max(1, step - 1.5)}
            height={tall}
            fill={i === values.length - 1 ? 'var(--accent)' : 'var(--data-grey)'}
          />
        );
      })}
    </svg>
  );
}
