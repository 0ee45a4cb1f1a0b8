import { LRUCache } from 'lru-cache';
import type { Clock } from '../domain/clock';

/** How many callers are remembered; a forgotten one starts with a full bucket. */
const maxCallers = 50_000;

/** How many seconds' worth of points a caller may save up for a burst. */
const burstSeconds = 10;

/** A caller's remaining points and, if they were too few, the seconds until they suffice. */
export interface Taken {
  available: number;
  retryAfter: number | null;
}

interface Bucket {
  points: number;
  at: number;
}

/** A token bucket for each caller: bursts are served, a steady excess is not. */
export class Rates {
  private readonly buckets = new LRUCache<string, Bucket>({ max: maxCallers });
  private readonly capacity: number;

  /** With a rate of 0, nobody is refused. `most` is the maximum for a single request, regardless of the rate. */
  constructor(
    readonly perSecond: number,
    most: number,
    private readonly clock: Clock,
  ) {
    this.capacity = Math.max(most, perSecond * burstSeconds);
  }

  /** Takes the points, or none of them if there are too few. */
  take(caller: string, points: number): Taken {
    if (this.perSecond === 0) return { available: Infinity, retryAfter: null };
    const now = this.clock.now().getTime();
    let bucket = this.buckets.get(caller);
    if (!bucket) this.buckets.set(caller, (bucket = { points: this.capacity, at: now }));
    const seconds = Math.max(0, now - bucket.at) / 1_000;
    const filled = Math.min(this.capacity, bucket.points + seconds * this.perSecond);
    const enough = points <= filled;
    bucket.points = enough ? filled - points : filled;
    bucket.at = now;
    return {
      available: Math.floor(bucket.points),
      retryAfter: enough ? null : Math.ceil((points - filled) / this.perSecond),
    };
  }
}
