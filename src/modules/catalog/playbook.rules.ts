import { decimal, sum } from '../../shared/domain/decimal';
import { InvalidInputError } from '../../shared/domain/errors';
import type { Blocker } from '../../shared/domain/lifecycle';
import { searchKey } from '../../shared/domain/text';
import type { ServiceOffering } from './offering.entity';
import type { PlaybookContentInput } from './playbook.inputs';
import { durationOf, plannedCells } from './playbook.formula';

type Content = Pick<PlaybookContentInput, 'phases' | 'activities' | 'scopeItems' | 'milestones'>;
type Words = Pick<ServiceOffering, 'phases' | 'roles'>;
type Path = (string | number)[];

/** Ten years. */
const maxDays = 3_650;

/** Checks that the playbook fits its offering, beyond the form of its input; all findings become one error. */
export function checkPlaybook(content: Content, offering: Words): void {
  const [first, ...others] = malformed(content, offering);
  if (first) throw new InvalidInputError(first.message, first.field, others);
}

/** What keeps a draft from publication: a statement of work made from it would not be clear. */
export function publicationFindings(content: Content, offering: Words): Blocker[] {
  return [
    // The offering may have changed since the draft was saved.
    ...malformed(content, offering).map(({ message, field }) => ({
      code: 'malformed',
      message: `${field.slice(1).join('.')}: ${message}`,
    })),
    ...incomplete(content),
  ];
}

function malformed({ phases, activities, scopeItems, milestones }: Content, offering: Words): InvalidInputError[] {
  const known = (kind: 'phases' | 'roles', word: string, path: Path) =>
    offering[kind].includes(word)
      ? []
      : [finding(`${word} is not one of the offering's ${kind}: ${offering[kind].join(', ')}.`, path)];
  const names = scopeItems.flatMap((item) => item.deliverables.map(({ name }) => searchKey(name)));
  const begun = new Map<string, number>();
  const duration = durationOf({ phases, scopeItems, milestones });
  return [
    ...phases.flatMap(({ phase }, index) => [
      ...known('phases', phase, ['phases', index, 'phase']),
      ...(phases.findIndex((other) => other.phase === phase) < index
        ? [finding(`The phase ${phase} appears twice.`, ['phases', index, 'phase'])]
        : []),
    ]),
    ...activities.flatMap(({ phase, role }, index) => [
      ...known('phases', phase, ['activities', index, 'phase']),
      ...known('roles', role, ['activities', index, 'role']),
    ]),
    ...scopeItems.flatMap(({ phase, role, deliverables }, index) => [
      ...known('phases', phase, ['scopeItems', index, 'phase']),
      ...known('roles', role, ['scopeItems', index, 'role']),
      ...deliverables.flatMap(({ name }, position) => {
        const key = searchKey(name);
        const before = begun.get(key) ?? 0;
        begun.set(key, before + 1);
        if (before === 0) return [];
        const path = ['scopeItems', index, 'deliverables', position, 'name'];
        return [finding(`There are two deliverables named ${name}.`, path)];
      }),
    ]),
    ...milestones.flatMap(({ deliverables }, index) =>
      deliverables.flatMap((name, position) =>
        names.includes(searchKey(name))
          ? []
          : [finding(`There is no deliverable named ${name}.`, ['milestones', index, 'deliverables', position])],
      ),
    ),
    ...(duration > maxDays ? [finding(`It takes ${duration} days, more than ten years.`, ['phases'])] : []),
  ];
}

function incomplete({ phases, activities, scopeItems, milestones }: Content): Blocker[] {
  const findings: Blocker[] = [];
  const add = (code: string, message: string) => findings.push({ code, message });
  if (phases.length === 0) add('no-phase', 'Add the phases and the length of each.');
  if (activities.length === 0) add('no-activity', 'Add activities: the planned hours come from them.');
  if (scopeItems.length === 0) add('no-scope-item', 'Add scope items.');
  const used = new Set([...activities, ...scopeItems].map(({ phase }) => phase));
  for (const phase of used) {
    if (phases.every((each) => each.phase !== phase)) {
      add('phase-without-length', `Set the length of the phase ${phase}, because it contains work.`);
    }
  }
  const working = new Set(plannedCells(activities).map(({ role }) => role));
  for (const { title, role, quantity, deliverables } of scopeItems) {
    if (quantity == null) add('unbounded-quantity', `Set the quantity of ${title}.`);
    if (!working.has(role)) add('role-without-hours', `Plan hours for the role ${role}, which does ${title}.`);
    for (const { name, acceptanceCriteria } of deliverables) {
      if (!acceptanceCriteria.trim()) add('no-acceptance-criterion', `Set the acceptance criteria of ${name}.`);
    }
  }
  const shares = sum(milestones.map(({ paymentShare }) => decimal(paymentShare)));
  if (!shares.eq(100)) {
    add(
      'payment-shares',
      `The payment shares of the milestones must add up to 100 %; they add up to ${shares.toFixed()} %.`,
    );
  }
  return findings;
}

function finding(message: string, path: Path): InvalidInputError {
  return new InvalidInputError(message, ['input', ...path.map(String)]);
}
