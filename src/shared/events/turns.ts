/** How many turns run before the event loop serves other work. */
const turnsPerRound = 50;

/** Schedules many short pieces of work in turns, so that together they do not block the event loop. */
export class Turns {
  private taken = 0;
  private readonly waiting: (() => void)[] = [];
  private scheduled = false;

  /** Resolves when it is the caller's turn. */
  next(): Promise<void> | null {
    if (!this.scheduled) {
      this.scheduled = true;
      setImmediate(() => this.round());
    }
    if (this.taken < turnsPerRound && this.waiting.length === 0) {
      this.taken += 1;
      return null;
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private round(): void {
    this.scheduled = false;
    const turns = this.waiting.splice(0, turnsPerRound);
    this.taken = turns.length;
    for (const begin of turns) begin();
    if (this.waiting.length === 0) return;
    this.scheduled = true;
    setImmediate(() => this.round());
  }
}
