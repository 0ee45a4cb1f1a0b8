import type { Context } from '../../../shared/graphql/context';
import { Programme } from '../programmes/programme.entity';
import { unmetCriteria } from './gate.formula';
import type { JudgedGate } from './gate.reader';
import { Gate } from './gate.types';

/*
 * The result of a judgment over all rows, as the schema shows it: the figures unchanged, the programme only if the
 * viewer may see it.
 */

export async function publishGate(context: Context, judged: JudgedGate | null): Promise<Gate | null> {
  if (!judged) return null;
  const { name, target, criteria, programme } = judged;
  const satisfied = unmetCriteria(criteria).length === 0;
  return { name, target, satisfied, criteria, programme: await visibleProgramme(context, programme) };
}

export function visibleProgramme({ reader }: Context, programme: Programme | null): Promise<Programme | null> {
  return reader.byId(Programme, programme?.id ?? null);
}
