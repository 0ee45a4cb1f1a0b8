import { type Decimal, zero } from '../../../shared/domain/decimal';
import type { Id } from '../../../shared/domain/ids';
import { amountOf } from '../../../shared/domain/money';
import type { Fact } from '../../../shared/events/fact';
import type { Occurrence } from '../schemes/reward.formula';
import type { RunPosting } from './impact.formula';
import { SchemeImpact } from './impact.types';

const maxEvidence = 20;

/** What both sides post to each partner by each rule. */
export class ImpactRows {
  readonly byId = new Map<string, SchemeImpact>();

  /** Adds what an occurrence posts to the rows of its partner. */
  note(
    fact: Fact,
    { partnerId, recordId }: Occurrence,
    posted: { inForce: readonly RunPosting[]; tried: readonly RunPosting[] },
  ): void {
    const changed = new Map<SchemeImpact, { inForce: Decimal; tried: Decimal }>();
    for (const side of ['inForce', 'tried'] as const) {
      for (const posting of posted[side]) {
        // A rule that only counts has nothing to show yet.
        if (posting.value.isZero()) continue;
        const row = this.rowOf(partnerId, posting);
        const value = inMainUnit(posting);
        row[side] = row[side].plus(value);
        if (side === 'tried') row.ruleLabel = posting.label;
        const values = changed.get(row) ?? { inForce: zero, tried: zero };
        changed.set(row, { ...values, [side]: values[side].plus(value) });
      }
    }
    for (const [row, { inForce, tried }] of changed) {
      if (inForce.eq(tried)) continue;
      if (row.evidence.length === maxEvidence) row.moreEvidence = true;
      else {
        const of = { factId: fact.id as Id<'fact'>, recordId, occurredAt: fact.occurredAt };
        row.evidence.push({ ...of, inForce: inForce.toFixed(), tried: tried.toFixed() });
      }
    }
  }

  private rowOf(partnerId: Id<'partner'>, { code, label, currencyCode }: RunPosting): SchemeImpact {
    const id = [partnerId, code, currencyCode ?? ''].join(' ');
    const known = this.byId.get(id);
    if (known) return known;
    const row = Object.assign(new SchemeImpact(), {
      ...{ id, partnerId, ruleCode: code, ruleLabel: label, currencyCode },
      ...{ inForce: zero, tried: zero, evidence: [], moreEvidence: false },
    });
    this.byId.set(id, row);
    return row;
  }
}

function inMainUnit({ value, currencyCode }: RunPosting): Decimal {
  return currencyCode === null ? value : amountOf({ minor: value.toNumber(), currencyCode });
}
