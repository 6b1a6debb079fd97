import { useElementSize } from '@mantine/hooks';
import type { Result, Row } from '../../../server/contract/results.ts';
import { outlierLabels } from '../../charts/outlier-labels.ts';
import { useWords } from '../../lib/i18n.ts';
import { numberAt, textAt } from '../../lib/rows.ts';
import { useFormat } from '../../lib/use-format.ts';
import type { Finding } from '../../panels/finding-tools.ts';

/** From one reply for each post on, people converse; under one for three posts, they are told. */
const conversation = 0.5;
const announcement = 0.25;

type Kind = 'talk' | 'announce' | 'between' | 'empty' | 'hidden';

/** What kind of place it is by its share of replies; `empty` where too little is written to say. */
function kindOf(row: Row): Kind {
  const value = numberAt(row, 'value');
  if (value === null) return numberAt(row, 'denominator') === null ? 'hidden' : 'empty';
  return value >= conversation ? 'talk' : value < announcement ? 'announce' : 'between';
}

/** How many communities converse, announce, or are nearly empty. */
export const planeFinding: Finding = (result, { t, format }) => {
  const kinds = result.rows.map(kindOf);
  const total = kinds.filter((kind) => kind !== 'hidden').length;
  const parts = (['talk', 'announce', 'empty'] as const).flatMap((kind) => {
    const count = kinds.filter((each) => each === kind).length;
    return count === 0 ? [] : [t(`communitiesPage.plane.${kind}`, { count, n: format.integer(count) })];
  });
  return parts.length === 0
    ? null
    : t('communitiesPage.plane.finding', { count: total, n: format.integer(total), parts: format.list(parts) });
};

const height = 360;
const margin = { left: 44, right: 12, top: 12, bottom: 30 };
/** Under the plane, for those too empty to have a share. */
const strip = 34;
const dotWidth = 11;
const shares = [0, 0.25, 0.5, 0.75, 1];
const rungs = [0, 1, 3, 10, 30, 100, 300, 1000, 3000, 10_000];

/** Each community as a dot: how many people contribute (widening steps), and how much of what is written is a reply. */
export function CommunityPlane({ result }: { result: Result }) {
  const { t } = useWords();
  const format = useFormat();
  const { ref, width: measured } = useElementSize();
  const width = Math.max(280, measured);
  const rows = result.rows
    .filter((row) => kindOf(row) !== 'hidden')
    .toSorted((a, b) => (numberAt(a, 'contributors') ?? 0) - (numberAt(b, 'contributors') ?? 0));
  const most = Math.max(10, ...rows.map((row) => numberAt(row, 'contributors') ?? 0));
  const inner = { width: width - margin.left - margin.right, height: height - margin.top - margin.bottom - strip };
  const x = (people: number) => margin.left + 6 + (Math.log1p(people) / Math.log1p(most)) * (inner.width - 12);
  const y = (share: number) => margin.top + (1 - share) * inner.height;
  const floor = margin.top + inner.height + strip - 8;
  const empty = sideBySide(
    rows.filter((row) => numberAt(row, 'value') === null),
    (row) => x(numberAt(row, 'contributors') ?? 0),
  );
  const dots = rows.map((row) => {
    const people = numberAt(row, 'contributors') ?? 0;
    const share = numberAt(row, 'value');
    return {
      id: textAt(row, 'subject_id') ?? '',
      name: textAt(row, 'name') ?? textAt(row, 'subject_id') ?? '',
      kind: kindOf(row),
      people,
      share,
      x: share === null ? (empty.get(row) ?? x(people)) : x(people),
      y: share === null ? floor : y(share),
    };
  });
  const isWide = width >= 640;
  const zones = [
    { text: t('communitiesPage.plane.zoneTalk'), y: y(0.875) },
    { text: t('communitiesPage.plane.zoneAnnounce'), y: y(0.125) },
    { text: t(isWide ? 'communitiesPage.plane.zoneEmpty' : 'communitiesPage.plane.zoneEmptyShort'), y: floor },
  ];
  const taken = zones.map((zone) => ({
    left: width - margin.right - zone.text.length * 6.4,
    right: width,
    top: zone.y - 8,
    bottom: zone.y + 8,
  }));
  const labels = outlierLabels(dots, { width, height, taken }, isWide ? 10 : 5);
  const steps = rungs.filter((people) => people <= most);
  return (
    <figure className="plane" ref={ref}>
      <svg width={width} height={height} role="img" aria-label={t('communitiesPage.plane.label')}>
        {shares.map((share) => (
          <g key={share}>
            <line x1={margin.left} x2={width - margin.right} y1={y(share)} y2={y(share)} className="plane-grid" />
            <text x={margin.left - 8} y={y(share)} dy="0.32em" textAnchor="end">
              {format.percent(share)}
            </text>
          </g>
        ))}
        <line x1={margin.left} x2={width - margin.right} y1={floor + 12} y2={floor + 12} className="plane-grid" />
        {steps.map((people) => (
          <text key={people} x={x(people)} y={height - 8} textAnchor="middle">
            {format.integer(people)}
          </text>
        ))}
        {zones.map((zone) => (
          <text key={zone.text} x={width - margin.right} y={zone.y} dy="0.32em" textAnchor="end" className="plane-zone">
            {zone.text}
          </text>
        ))}
        {dots.map((dot) => (
          <circle key={dot.id} cx={dot.x} cy={dot.y} r="4.5" className={`plane-dot plane-${dot.kind}`}>
            <title>
              {t('communitiesPage.plane.dot', {
                name: dot.name,
                count: dot.people,
                people: format.integer(dot.people),
                share: dot.share === null ? '\u2013' : format.percent(dot.share),
              })}
            </title>
          </circle>
        ))}
        {labels.map((label) => (
          <text
            key={label.name}
            x={label.x + (label.anchor === 'start' ? 7 : -7)}
            y={label.y}
            dy="0.32em"
            textAnchor={label.anchor}
            className="plane-name"
          >
            {label.name}
          </text>
        ))}
      </svg>
      <figcaption className="fine">{t('communitiesPage.plane.axes')}</figcaption>
    </figure>
  );
}

/** Where each row stands on a line when none may stand closer than a dot to the one before: empty rooms are much alike. */
function sideBySide(rows: readonly Row[], place: (row: Row) => number): Map<Row, number> {
  const places = new Map<Row, number>();
  let last = Number.NEGATIVE_INFINITY;
  for (const row of rows) {
    last = Math.max(place(row), last + dotWidth);
    places.set(row, last);
  }
  return places;
}
