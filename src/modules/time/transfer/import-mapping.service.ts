import type { Transaction } from '../../../shared/database/transaction';
import { ForbiddenError, InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import { searchKey } from '../../../shared/domain/text';
import { timeImportMappingActions } from './import.actions';
import * as facts from './import.facts';
import { TimeImportMapping } from './import-mapping.entity';
import { flawOfFixed, flawOfMapping, type Mapping, mergedMapping, ownMapping } from './import-mapping.formula';
import type {
  TimeImportMappingSaveInput,
  TimeImportMappingUseInput,
  TimeImportReadingInput,
} from './import-mapping.types';
import { importTools } from './import-tools';

/** The mapping for a file: that of a tool or a saved one, with the changes of the call; null if none was requested. */
export async function mappingInUse(
  tx: Transaction,
  input: TimeImportMappingUseInput | null | undefined,
  field: string[],
): Promise<Mapping | null> {
  if (!input) return null;
  const { tool, savedId } = input;
  if (tool && savedId) {
    throw new InvalidInputError('Name a tool or a saved mapping, not both.', [...field, 'savedId']);
  }
  if (!savedId) return checked(tool ? importTools[tool].mapping : ownMapping, input, field);
  const saved = await tx.require(TimeImportMapping, savedId, { field: [...field, 'savedId'] });
  assertKept(saved);
  return checked(saved.reading, input, field);
}

export async function saveMapping(tx: Transaction, input: TimeImportMappingSaveInput): Promise<TimeImportMapping> {
  tx.assert(timeImportMappingActions.save);
  const { userId, partnerId } = tx.viewer;
  if (userId === null) throw new ForbiddenError('Only a person can save a mapping.');
  const saved = await tx.insert(TimeImportMapping, {
    ...(await nameOf(tx, input.name, partnerId)),
    partnerId,
    savedById: userId,
    reading: readingOf(input),
  });
  tx.record(facts.timeImportMappingSaved, saved, { name: saved.name });
  return saved;
}

export async function updateMapping(
  tx: Transaction,
  id: string,
  version: number,
  input: TimeImportMappingSaveInput,
): Promise<TimeImportMapping> {
  const mapping = await tx.require(TimeImportMapping, id, { version });
  tx.assert(timeImportMappingActions.update, mapping);
  assertKept(mapping);
  Object.assign(mapping, await nameOf(tx, input.name, mapping.partnerId, mapping), { reading: readingOf(input) });
  await tx.save(mapping);
  tx.record(facts.timeImportMappingUpdated, mapping, { name: mapping.name });
  return mapping;
}

/** Imports that were started with it have a copy, and continue as they began. */
export async function discardMapping(tx: Transaction, id: string, version: number): Promise<TimeImportMapping> {
  const mapping = await tx.require(TimeImportMapping, id, { version });
  tx.assert(timeImportMappingActions.discard, mapping);
  assertKept(mapping);
  Object.assign(mapping, { activeKey: null, discardedAt: tx.clock.now() });
  await tx.save(mapping);
  tx.record(facts.timeImportMappingDiscarded, mapping, { name: mapping.name });
  return mapping;
}

function assertKept({ name, discardedAt }: TimeImportMapping): void {
  if (discardedAt) throw new RuleViolationError('discarded', `The mapping ${name} was discarded: save a new one.`);
}

async function nameOf(tx: Transaction, name: string, partnerId: string | null, itself?: TimeImportMapping) {
  const nameKey = searchKey(name);
  const activeKey = `${partnerId ?? 'vendor'} ${nameKey}`;
  const namesake = await tx.first(TimeImportMapping, { activeKey });
  if (namesake && namesake.id !== itself?.id) {
    throw new RuleViolationError(
      'name-taken',
      `There is already a mapping ${name}: choose another name.`,
      [],
      ['input', 'name'],
    );
  }
  return { name, nameKey, activeKey };
}

function readingOf(input: TimeImportMappingSaveInput): Mapping {
  return checked(input.tool ? importTools[input.tool].mapping : ownMapping, input, ['input']);
}

function checked(base: Mapping, input: TimeImportReadingInput, field: string[]): Mapping {
  const own: Mapping = {
    columns: (input.columns ?? []).map(({ field: name, columns }) => ({ field: name, columns })),
    fixed: (input.fixed ?? []).map(({ field: name, value, onlyWhereEmpty }) => ({
      field: name,
      value,
      onlyWhereEmpty,
    })),
    dateFormat: input.dateFormat ?? null,
    encoding: input.encoding ?? null,
    ignored: [],
  };
  const flaw = flawOfMapping(own);
  if (flaw) throw new InvalidInputError(flaw.message, [...field, ...flaw.path]);
  const merged = mergedMapping(base, own);
  const flawed = flawOfFixed(merged);
  if (!flawed) return merged;
  // The call's own values come before those taken over, which another date format may have made unreadable.
  const path = flawed.index < own.fixed.length ? ['fixed', String(flawed.index), 'value'] : ['dateFormat'];
  throw new InvalidInputError(flawed.message, [...field, ...path]);
}
