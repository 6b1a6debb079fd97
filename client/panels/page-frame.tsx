import type { ReactNode } from 'react';
import { useWords } from '../lib/i18n.ts';
import type { PageDefinition } from '../pages/define.ts';

/** The head of a page: what it is about, the finding as headline, and a line that says what it rests on. */
export function PageFrame(props: {
  page: PageDefinition;
  headline?: string | null;
  standfirst?: ReactNode;
  children: ReactNode;
}) {
  const { say } = useWords();
  return (
    <div className="measure">
      <header className="page-head">
        <p className="kicker">{say(props.page.title)}</p>
        <h1>{props.headline ?? say(props.page.question)}</h1>
        {props.standfirst === undefined ? null : <div className="standfirst">{props.standfirst}</div>}
      </header>
      {props.children}
    </div>
  );
}
