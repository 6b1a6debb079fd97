import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { warmingOptions } from '../lib/api.ts';
import { useWords } from '../lib/i18n.ts';

/** Before that a wait needs no explanation. */
const patientMs = 1500;

/** While figures are waited for after a load or a start: how many of the usual ones are ready, and which one comes next. */
export function WarmingNote() {
  const { t, say } = useWords();
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), patientMs);
    return () => clearTimeout(timer);
  }, []);
  const warming = useQuery({ ...warmingOptions, enabled: isLong }).data;
  if (warming === undefined || warming.current === null) return null;
  return (
    <span className="fine warming-note">
      {t('panel.warming', { done: warming.done, total: warming.total, current: say(warming.current) })}
    </span>
  );
}
