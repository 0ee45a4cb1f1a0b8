import type { Context } from '../../../shared/graphql/context';
import { visibleProgramme } from '../gates/gate.publish';
import type { JudgedTier } from './tier.reader';
import { ComputedTier } from './tier.types';

export async function publishTier(context: Context, judged: JudgedTier | null): Promise<ComputedTier | null> {
  return judged && { ...judged, programme: await visibleProgramme(context, judged.programme) };
}
