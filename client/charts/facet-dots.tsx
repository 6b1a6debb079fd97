/** Where somebody stands on one facet: a dot on a line from 0 to 100, the others' middle half behind it. */
export function FacetDots(props: { value: number | null; label: string; others?: readonly [number, number] }) {
  const [low, high] = props.others ?? [25, 75];
  return (
    <svg className="facet" viewBox="0 0 100 12" preserveAspectRatio="none" role="img" aria-label={props.label}>
      <line x1="0" x2="100" y1="6" y2="6" className="facet-line" />
      <rect x={low} width={high - low} y="4" height="4" className="facet-others" />
      {props.value === null ? null : (
        <rect x={Math.min(98, Math.max(0, props.value - 1))} y="1" width="2" height="10" className="facet-dot" />
      )}
    </svg>
  );
}
