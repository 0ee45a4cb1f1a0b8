import {
  getNamedType,
  getNullableType,
  type GraphQLField,
  GraphQLID,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { kindsByColumn } from '../../src/shared/database/columns';
import { prefixOfClass, recordClasses, recordClassOf, type StoredClass } from '../../src/shared/database/record';
import { sampleInput } from './crawler';

type Mutation = GraphQLField<unknown, unknown>;

export interface OwnRecord {
  id: string;
  version: number;
}

/** A position of an id in the arguments of a mutation. */
export interface IdPlace {
  field: Mutation;
  /** For example `deliverableAccept(input.documentIds.0)`. */
  name: string;
  /** The kind of record that it refers to; null if neither its name nor the schema determines it. */
  prefix: string | null;
  /** A call with this id at the position, required values elsewhere, and own records for other ids. */
  call(id: string, own: (prefix: string) => OwnRecord): Call;
}

interface Call {
  declared: string;
  passed: string;
  variables: Record<string, unknown>;
}

/** Ids whose kind follows neither from the name of the argument nor from columns with that name. */
const named: Record<string, string> = {
  // These return another record.
  'projectUnstaffPartner(id)': 'staffing',
  'lessonMove(id)': 'lesson',
  'lessonRemove(id)': 'lesson',
  'sessionRevoke(id)': 'session',
  'passwordReset(id)': 'user',
  'allianceOpenReview(id)': 'alliance',
  'allianceDraftExitStrategy(id)': 'alliance',
  'integrationRecordTest(id)': 'integration',
  'incentiveTrialStart(draftId)': 'incentive_scheme',
  'gateCriterionWaive(id)': 'qualification',
  'assistedDeliveryComment(evaluationId)': 'evaluation',
  'assessmentDraft(input.prerequisiteIds.0)': 'assessment',
  'assessmentUpdate(input.prerequisiteIds.0)': 'assessment',
  'learningPathSet(input.entries.0.prerequisiteIds.0)': 'course',
  refundOfId: 'expense',
  releasedIn: 'playbook',
  savedId: 'time_import_mapping',
  entries: 'time_entry',
  // Records of any kind.
  evidenceIds: 'assisted_delivery',
  recordId: 'assisted_delivery',
};
/** Copies and later editions are created from a record of the returned kind. */
const ofTheSameKind = ['fromId', 'predecessorId'];

export function idPlaces(schema: GraphQLSchema): IdPlace[] {
  return Object.values(schema.getMutationType()!.getFields()).flatMap((field) =>
    field.args.flatMap(({ name, type }) =>
      pathsTo(type, [name]).map((path) => ({
        field,
        name: `${field.name}(${path.join('.')})`,
        prefix: prefixAt(field, path),
        call: (id, own) => callWith(field, path, id, own),
      })),
    ),
  );
}

function pathsTo(type: GraphQLInputType, path: string[]): string[][] {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return pathsTo(nullable.ofType, [...path, '0']);
  if (isInputObjectType(nullable)) {
    return Object.values(nullable.getFields()).flatMap((each) => pathsTo(each.type, [...path, each.name]));
  }
  return nullable === GraphQLID ? [path] : [];
}

/** `id` refers to the returned record or, in a list, to an item; others are named like columns. */
function prefixAt(field: Mutation, path: readonly string[]): string | null {
  const words = path.filter((each) => each !== '0');
  const [name, list] = [words.at(-1)!, words.at(-2)];
  const full = `${field.name}(${path.join('.')})`;
  if (full in named) return named[full]!;
  if (name in named) return named[name]!;
  if (ofTheSameKind.includes(name)) return answered(field);
  if (name === 'id') return list === undefined ? answered(field) : (named[list] ?? recordNamed(list.replace(/s$/, '')));
  const column = name.replace(/s$/, '').replace(/Removed$/, '');
  const kinds = new Set([...(kindsByColumn.get(column) ?? [])].map((each) => prefixOfClass(each() as StoredClass)));
  if (kinds.size === 1) return [...kinds][0]!;
  return kinds.size === 0 ? recordNamed(column.replace(/Id$/, '').replace(/s$/, '')) : null;
}

function answered(field: Mutation): string | null {
  const payload = getNamedType(field.type);
  if (!isObjectType(payload)) return null;
  const names = Object.values(payload.getFields()).map(({ type }) => getNamedType(type).name);
  const kinds = [...recordClasses()].filter(([, recordClass]) => names.includes(recordClass.name));
  return kinds.length === 1 ? kinds[0]![0] : null;
}

function recordNamed(word: string): string | null {
  const prefix = word.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return recordClassOf(prefix) ? prefix : null;
}

function callWith(field: Mutation, target: readonly string[], id: string, own: (prefix: string) => OwnRecord): Call {
  const leadsThere = (path: readonly string[]) => path.every((each, index) => target[index] === each);
  const make = (type: GraphQLInputType, path: string[]): unknown => {
    const nullable = getNullableType(type);
    if (isListType(nullable)) return [make(nullable.ofType, [...path, '0'])];
    if (isInputObjectType(nullable)) {
      const used = Object.values(nullable.getFields()).filter(
        (each) => isNonNullType(each.type) || leadsThere([...path, each.name]),
      );
      return Object.fromEntries(used.map((each) => [each.name, make(each.type, [...path, each.name])]));
    }
    if (nullable === GraphQLID) {
      if (path.length === target.length && leadsThere(path)) return id;
      const prefix = prefixAt(field, path) ?? 'partner';
      return own(prefix).id;
    }
    if (path.length === 1 && path[0] === 'version') return own(prefixAt(field, ['id']) ?? 'partner').version;
    return sampleInput(
      nullable,
      path.findLast((each) => each !== '0')!,
    );
  };
  const used = field.args.filter(({ name, type }) => isNonNullType(type) || name === target[0]);
  return {
    declared: `(${used.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ')})`,
    passed: `(${used.map(({ name }) => `${name}: $${name}`).join(', ')})`,
    variables: Object.fromEntries(used.map(({ name, type }) => [name, make(type, [name])])),
  };
}
