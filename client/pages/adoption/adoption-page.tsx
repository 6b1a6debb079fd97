import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { resultOptions } from '../../lib/api.ts';
import { useWords } from '../../lib/i18n.ts';
import { lastPoint, linesOf, numberAt } from '../../lib/rows.ts';
import { useQuestion } from '../../lib/url-state.ts';
import { useFindingTools } from '../../panels/finding-tools.ts';
import { MetricPanel } from '../../panels/metric-panel.tsx';
import { NeedsData } from '../../panels/needs-data.tsx';
import { PageFrame } from '../../panels/page-frame.tsx';
import { useMarks } from '../../panels/use-marks.ts';
import { Departments, departmentsFinding } from './departments.tsx';
import {
  activeFinding,
  adoptionHeadline,
  contributionsFinding,
  firstResponseFinding,
  ladderFinding,
  peakFinding,
  replyRateFinding,
  retentionFinding,
  stickinessFinding,
} from './findings.ts';
import { adoption } from './index.ts';
import { Ladder } from './ladder.tsx';
import { WhatChanged } from './what-changed.tsx';

/** For the sponsor, in three minutes: is the network part of how people work, and what has changed. */
export function AdoptionPage() {
  return (
    <NeedsData page={adoption}>
      {(loaded) => (loaded.capabilities.includes('times') ? <Adoption /> : <Undated />)}
    </NeedsData>
  );
}

/** Without dates no panel of this page has an answer: said once, with the page that has some. */
function Undated() {
  const { t } = useWords();
  return (
    <PageFrame page={adoption} headline={t('adoption.undated.headline')} standfirst={t('adoption.undated.standfirst')}>
      <div className="nothing">
        <p>{t('adoption.undated.body')}</p>
        <p>
          <Link to="/ties" className="call">
            {t('adoption.undated.action')}
          </Link>
        </p>
      </div>
    </PageFrame>
  );
}

function Adoption() {
  const question = useQuestion();
  const marks = useMarks();
  const rate = useQuery(resultOptions('adoption-rate', question)).data;
  const active = useQuery(resultOptions('mau', question)).data;
  const tools = useFindingTools();
  const { t, say, format } = tools;
  const line = rate === undefined ? [] : (linesOf(rate).get(null) ?? []);
  const last = lastPoint(line);
  const row = rate?.rows.find((candidate) => candidate['date'] === last?.date);
  const headline =
    (rate === undefined ? null : adoptionHeadline(rate, tools)) ??
    (active === undefined || rate === undefined ? null : activeFinding(active, tools));
  return (
    <PageFrame
      page={adoption}
      headline={headline}
      standfirst={
        last === null
          ? rate?.reason == null
            ? undefined
            : say(rate.reason.sentence)
          : t('adoption.standfirst', {
              active: format.cell(numberAt(row, 'numerator'), 'people'),
              population: format.cell(numberAt(row, 'denominator'), 'people'),
              day: format.day(last.date),
            })
      }
    >
      <div className="grid">
        <MetricPanel id="adoption-rate" className="span-8" marks={marks} height={300} finding={peakFinding} />
        <WhatChanged className="span-4" />
        <MetricPanel id="mau" beside={['wau']} className="span-8" marks={marks} finding={activeFinding} />
        <MetricPanel id="participation-ladder" className="span-4" finding={ladderFinding} view={Ladder} />
        <MetricPanel id="adoption-by-department" finding={departmentsFinding} view={Departments} />
        <MetricPanel id="contributions" className="span-7" finding={contributionsFinding} />
        <MetricPanel id="stickiness" className="span-5" finding={stickinessFinding} />
        <MetricPanel id="retention" className="span-8" finding={retentionFinding} />
        <div className="span-4 stack">
          <MetricPanel id="reply-rate" finding={replyRateFinding} height={220} />
          <MetricPanel id="time-to-first-response" finding={firstResponseFinding} height={220} />
        </div>
      </div>
    </PageFrame>
  );
}
