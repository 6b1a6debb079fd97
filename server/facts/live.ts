import { statSync } from 'node:fs';
import { openSnapshot, type Snapshot, snapshotPath } from './open.ts';

interface Held {
  readonly snapshot: Snapshot;
  readonly stamp: string;
  users: number;
  retired: boolean;
}

/**
 * The snapshot being served. When another one is published it is opened beside the old one, which closes when its
 * last question is answered: no request ever sees half of each.
 */
export class LiveSnapshot {
  #held: Held | null = null;
  #opening: Promise<void> | null = null;

  constructor(
    private readonly dataFolder: string,
    private readonly country?: string,
  ) {}

  /** Runs `use` on the newest snapshot (null: nothing imported yet), kept open until it is done. */
  async with<T>(use: (snapshot: Snapshot | null) => Promise<T>): Promise<T> {
    await this.#refresh();
    const held = this.#held;
    if (held === null) return await use(null);
    held.users += 1;
    try {
      return await use(held.snapshot);
    } finally {
      held.users -= 1;
      if (held.retired && held.users === 0) held.snapshot.close();
    }
  }

  close(): void {
    this.#held?.snapshot.close();
    this.#held = null;
  }

  async #refresh(): Promise<void> {
    if (this.#opening !== null) return await this.#opening;
    if (this.#held?.stamp === stampOf(this.dataFolder)) return;
    this.#opening = this.#open().finally(() => {
      this.#opening = null;
    });
    await this.#opening;
  }

  async #open(): Promise<void> {
    const stamp = stampOf(this.dataFolder);
    const snapshot = await openSnapshot(this.dataFolder, this.country);
    const former = this.#held;
    this.#held = snapshot === null || stamp === null ? null : { snapshot, stamp, users: 0, retired: false };
    if (former !== null) {
      former.retired = true;
      if (former.users === 0) former.snapshot.close();
    }
  }
}

/** Which file is published: a rename changes the inode even when size and time agree. */
function stampOf(dataFolder: string): string | null {
  try {
    const { ino, size, mtimeMs } = statSync(snapshotPath(dataFolder));
    return `${ino}-${size}-${mtimeMs}`;
  } catch {
    return null;
  }
}
