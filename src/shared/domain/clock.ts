import { type PlainDate, plainDateOf } from './dates';

/** Where the time comes from. Injected, so that a test can stand at any moment. */
export interface Clock {
  now(): Date;
  /** The UTC day. */
  today(): PlainDate;
}

export const systemClock: Clock = {
  now: () => new Date(),
  today: () => plainDateOf(new Date()),
};

/** A clock that stands still until it is moved. */
export class ManualClock implements Clock {
  constructor(private moment: Date) {}

  now(): Date {
    return new Date(this.moment);
  }

  today(): PlainDate {
    return plainDateOf(this.moment);
  }

  set(moment: Date | string): void {
    this.moment = new Date(moment);
  }

  advanceDays(days: number): void {
    this.moment = new Date(this.moment.getTime() + days * 86_400_000);
  }
}
