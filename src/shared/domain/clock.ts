import { dayIn, type PlainDate, utc } from './dates';

/** The source of the current time, and of when days begin and end. Injected, so that a test can set any moment. */
export interface Clock {
  /** The IANA time zone of the installation. */
  readonly timeZone: string;
  now(): Date;
  /** Today's date in the installation's time zone. */
  today(): PlainDate;
  /** The date of a moment in the installation's time zone. */
  dayOf(moment: Date): PlainDate;
}

export class SystemClock implements Clock {
  constructor(readonly timeZone: string = utc) {}

  now(): Date {
    return new Date();
  }

  today(): PlainDate {
    return this.dayOf(this.now());
  }

  dayOf(moment: Date): PlainDate {
    return dayIn(this.timeZone, moment);
  }
}

/** A clock that stands still until it is moved. */
export class ManualClock extends SystemClock {
  constructor(
    private moment: Date,
    timeZone?: string,
  ) {
    super(timeZone);
  }

  override now(): Date {
    return new Date(this.moment);
  }

  set(moment: Date | string): void {
    this.moment = new Date(moment);
  }

  advanceDays(days: number): void {
    this.moment = new Date(this.moment.getTime() + days * 86_400_000);
  }
}
