import { describe, expect, it } from 'vitest';
import { AnswerCache } from '../../server/state/answer-cache.ts';

/** Work that ends when told to, one way or the other. */
function work() {
  const begun: AbortSignal[] = [];
  const ends: ((value: string) => void)[] = [];
  const compute = (signal: AbortSignal): Promise<string> => {
    begun.push(signal);
    return new Promise((done, fail) => {
      ends.push(done);
      signal.addEventListener('abort', () => fail(new Error('stopped')));
    });
  };
  return { begun, compute, end: (value: string) => ends.at(-1)?.(value) };
}

describe('answers kept', () => {
  it('two who ask the same share one computation, and later ones its answer', async () => {
    const cache = new AnswerCache<string>(2);
    const { begun, compute, end } = work();
    const both = [cache.get('a', compute), cache.get('a', compute)];
    end('yes');
    expect(await Promise.all(both)).toEqual(['yes', 'yes']);
    expect(await cache.get('a', compute)).toBe('yes');
    expect(begun).toHaveLength(1);
  });

  it('a computation stops when the last who waits has gone, and not before', async () => {
    const cache = new AnswerCache<string>(2);
    const { begun, compute } = work();
    const [first, second] = [new AbortController(), new AbortController()];
    const answers = [first, second].map(({ signal }) => cache.get('a', compute, signal));
    const outcomes = Promise.allSettled(answers);
    first.abort();
    expect(begun[0]?.aborted).toBe(false);
    second.abort();
    expect(begun[0]?.aborted).toBe(true);
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('who asks after it was stopped gets a computation of their own', async () => {
    const cache = new AnswerCache<string>(2);
    const { begun, compute, end } = work();
    const gone = new AbortController();
    const stopped = cache.get('a', compute, gone.signal);
    gone.abort();
    const again = cache.get('a', compute);
    end('yes');
    await expect(stopped).rejects.toThrow('stopped');
    expect(await again).toBe('yes');
    expect(await cache.get('a', compute)).toBe('yes');
    expect(begun).toHaveLength(2);
  });

  it('who asks without a signal stays to the end, whoever else goes', async () => {
    const cache = new AnswerCache<string>(2);
    const { begun, compute, end } = work();
    const gone = new AbortController();
    const answers = [cache.get('a', compute, gone.signal), cache.get('a', compute)];
    gone.abort();
    expect(begun[0]?.aborted).toBe(false);
    end('yes');
    expect(await Promise.all(answers)).toEqual(['yes', 'yes']);
  });

  it('going after the answer has come stops nothing and forgets nothing', async () => {
    const cache = new AnswerCache<string>(2);
    const { begun, compute, end } = work();
    const gone = new AbortController();
    const answer = cache.get('a', compute, gone.signal);
    end('yes');
    await answer;
    gone.abort();
    expect(begun[0]?.aborted).toBe(false);
    expect(await cache.get('a', compute)).toBe('yes');
    expect(begun).toHaveLength(1);
  });

  it('a failure is not kept, and the least recently used goes first', async () => {
    const cache = new AnswerCache<string>(2);
    await expect(cache.get('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    for (const key of ['a', 'b', 'a', 'c']) await cache.get(key, () => Promise.resolve(key));
    expect(await cache.get('a', () => Promise.resolve('anew'))).toBe('a');
    expect(await cache.get('b', () => Promise.resolve('anew'))).toBe('anew');
  });
});
