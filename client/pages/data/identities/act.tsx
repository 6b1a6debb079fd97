import { Button } from '@mantine/core';

/** A small button of a line; `about` says on what it acts to whoever hears it without the line. */
export function Act(props: { label: string; about: string; busy: boolean; onClick: () => void }) {
  const { label, about, busy, onClick } = props;
  return (
    <Button size="xs" variant="default" disabled={busy} aria-label={about} onClick={onClick}>
      {label}
    </Button>
  );
}
