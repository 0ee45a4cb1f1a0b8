/** A counter per key. */
export class Counts {
  private readonly counts = new Map<string, number>();

  of(who: string): number {
    return this.counts.get(who) ?? 0;
  }

  add(who: string): void {
    this.counts.set(who, this.of(who) + 1);
  }

  remove(who: string): void {
    const count = this.of(who) - 1;
    if (count > 0) this.counts.set(who, count);
    else this.counts.delete(who);
  }
}
