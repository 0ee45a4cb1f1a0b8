import type { Reader } from '../../../shared/database/reader';
import type { PlainDate } from '../../../shared/domain/dates';
import { ScorecardDefinition } from './definition.entity';
import { ScorecardDefinitionStatus } from './definition.lifecycle';

/** The published definitions, in the order in which they come into force. Cached per request. */
export function publishedDefinitions(reader: Reader): Promise<ScorecardDefinition[]> {
  const { PUBLISHED } = ScorecardDefinitionStatus;
  return reader.listBy(ScorecardDefinition, 'status', PUBLISHED, { orderBy: [{ column: 'effectiveOn' }] });
}

/** The definition that rules the periods which begin on a day; null if none is in force then. */
export function definitionOn(published: readonly ScorecardDefinition[], day: PlainDate): ScorecardDefinition | null {
  return published.findLast(({ effectiveOn }) => effectiveOn! <= day) ?? null;
}
