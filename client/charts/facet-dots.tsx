/** Where somebody stands on one facet: a dot on a line from 0 to 100, the middle half of the others behind it. */
export function FacetDots(props: { value: number | null; label: string }) {
  return (
    <svg className="facet" viewBox="-5 0 110 10" preserveAspectRatio="none" role="img" aria-label={props.label}>
      <line x1="0" x2="100" y1="5" y2="5" className="facet-line" />
      <line x1="25" x2="75" y1="5" y2="5" className="facet-others" />
      {props.value === null ? null : <line x1={props.value} x2={props.value} y1="5" y2="5" className="facet-dot" />}
    </svg>
  );
}
