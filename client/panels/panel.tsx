import { type ReactNode, useId } from 'react';

/** The frame of one finding: a hairline, a sentence, what is plotted, the picture, what can be done with it. */
export function Panel(props: {
  title: ReactNode;
  subtitle?: ReactNode;
  footer?: ReactNode;
  className?: string;
  /** So that a sentence elsewhere can lead here. */
  anchor?: string;
  busy?: boolean;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section
      id={props.anchor}
      className={`panel ${props.className ?? ''}`}
      aria-labelledby={id}
      aria-busy={props.busy ?? false}
    >
      <header className="panel-head">
        <h2 id={id}>{props.title}</h2>
        {props.subtitle === undefined ? null : <p className="panel-subtitle">{props.subtitle}</p>}
      </header>
      <div className="panel-body">{props.children}</div>
      {props.footer === undefined ? null : <footer className="panel-footer">{props.footer}</footer>}
    </section>
  );
}
