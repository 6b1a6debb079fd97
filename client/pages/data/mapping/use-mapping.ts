import { useEffect, useRef, useState } from 'react';
import { api } from '../../../../server/contract/api.ts';
import type { CheckReply, SniffReply } from '../../../../server/contract/imports.ts';
import type { SniffOptions } from '../../../../server/contract/mapping.ts';
import type { Text } from '../../../../server/contract/text.ts';
import { ask, errorText } from '../../../lib/api.ts';
import { type DeliveredFile, send } from '../../../lib/delivery.ts';
import { type Draft, draftOf, stillOpen } from './draft.ts';

const settleMs = 500;

const post = (body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** What the server said of a file: its look, or why there is none. Null while it is looking. */
export type Look = SniffReply | { readonly lost: Text } | null;

/**
 * Sends files, has them looked at, and tries each draft of their mapping when the hand has settled. Real rows live in
 * this state alone: no cache keeps them, and what was sent is deleted on the server when the screen is left.
 */
export function useMapping(files: readonly DeliveredFile[]) {
  const [id, setId] = useState<string | null>(null);
  const [asked, setAsked] = useState<SniffOptions>({});
  const [look, setLook] = useState<Look>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [reply, setReply] = useState<{ readonly of: string; readonly said: CheckReply } | null>(null);
  const taken = useRef(false);

  useEffect(() => {
    let left = false;
    let sent: string | null = null;
    const forget = (): void => {
      if (sent === null || taken.current) return;
      void fetch(api.discardImport.path.replace(':id', sent), { ...post({}), keepalive: true }).catch(() => undefined);
    };
    const sendAll = async (): Promise<void> => {
      setId(null);
      setLook(null);
      if (files.length === 0) return;
      try {
        sent = await send(files, () => {});
        if (left) forget();
        else setId(sent);
      } catch (error) {
        setLook({ lost: errorText(error) });
      }
    };
    void sendAll();
    return () => {
      left = true;
      forget();
    };
  }, [files]);

  useEffect(() => {
    const gone = new AbortController();
    const lookAt = async (received: string): Promise<void> => {
      setLook(null);
      const said = await quietly(gone.signal, setLook, () =>
        ask(api.sniffImport.path.replace(':id', received), api.sniffImport.reply, {
          ...post(asked),
          signal: gone.signal,
        }),
      );
      if (said === null) return;
      setDraft(said.sniffed === null ? null : draftOf(said.sniffed));
      setLook(said);
    };
    if (id !== null) void lookAt(id);
    return () => gone.abort();
  }, [id, asked]);

  const sniffed = look !== null && 'sniffed' in look ? look.sniffed : null;
  const open = draft === null || sniffed === null ? null : stillOpen(draft, sniffed);
  const ready = open !== null && open.roles.length === 0 && !open.order;
  // What the mapping is called changes nothing of what it reads.
  const mapping = draft === null ? '' : JSON.stringify({ ...draft.mapping, name: 'check', platform: undefined });
  useEffect(() => {
    const gone = new AbortController();
    const check = async (received: string): Promise<void> => {
      const said = await quietly(gone.signal, setLook, () =>
        ask(api.checkMapping.path.replace(':id', received), api.checkMapping.reply, {
          ...post({ mapping: JSON.parse(mapping) as object }),
          signal: gone.signal,
        }),
      );
      if (said !== null) setReply({ of: mapping, said });
    };
    const timer = id === null || !ready ? undefined : setTimeout(() => void check(id), settleMs);
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [id, mapping, ready]);

  return {
    id,
    asked,
    setAsked,
    look,
    draft,
    setDraft,
    /** What the draft as it is now would give; null while that is being tried. */
    reply: ready && reply?.of === mapping ? reply.said : null,
    /** The load has what was sent: leaving the screen must not delete it. */
    take: () => {
      taken.current = true;
    },
  };
}

/** An answer, or null when nobody waits for it any more or the server could not give it, which is then said. */
async function quietly<T>(
  signal: AbortSignal,
  say: (lost: { readonly lost: Text }) => void,
  question: () => Promise<T>,
): Promise<T | null> {
  try {
    const said = await question();
    return signal.aborted ? null : said;
  } catch (error) {
    if (!signal.aborted) say({ lost: errorText(error) });
    return null;
  }
}
