import type { Transaction } from '../../shared/database/transaction';
import { InvalidInputError, RuleViolationError } from '../../shared/domain/errors';
import { requireId } from '../../shared/domain/ids';
import { ServiceOffering } from '../catalog';
import { Course } from './course.entity';
import { CourseStatus } from './course.lifecycle';
import { LearningPath, type LearningPathEntry } from './learning-path.entity';
import { cycleIn } from './learning-path.formula';
import { learningPathActions } from './training.actions';
import * as facts from './training.facts';
import type { LearningPathSetInput } from './training.inputs';

export async function setLearningPath(
  tx: Transaction,
  offeringId: string,
  version: number | null,
  input: LearningPathSetInput,
): Promise<LearningPath> {
  const offering = await tx.require(ServiceOffering, offeringId, { field: ['offeringId'] });
  tx.assert(learningPathActions.set, offering);
  const present = await tx.first(LearningPath, { offeringId: offering.id });
  if (present) tx.expectVersion(present, version);
  if (!present && version !== null) {
    throw new InvalidInputError('The offering has no learning path yet. Omit the version.', ['version']);
  }
  const entries = await pathEntries(tx, input);
  let path: LearningPath;
  if (present) {
    present.entries = entries;
    path = await tx.save(present);
  } else {
    path = await tx.insert(LearningPath, { offeringId: offering.id, entries });
  }
  tx.record(facts.learningPathWasSet, path, { offeringId: offering.id });
  return path;
}

/** The named courses by family, so that the path always uses the current edition. */
async function pathEntries(tx: Transaction, input: LearningPathSetInput): Promise<LearningPathEntry[]> {
  const field = (index: number, name = 'courseId') => ['input', 'entries', String(index), name];
  const ids = input.entries.map(({ courseId }, index) => requireId('course', courseId, field(index)));
  const courses = new Map((await tx.list(Course, { id: ids })).map((course) => [course.id, course]));
  const families = [...new Set([...courses.values()].map(({ familyId }) => familyId))];
  const current = await tx.list(Course, { familyId: families, status: CourseStatus.PUBLISHED });
  const titles = new Map(current.map(({ familyId, title }) => [familyId, title]));

  const named = ids.map((id, index) => {
    const course = courses.get(id);
    if (!course?.publishedOn || !titles.has(course.familyId)) {
      throw new RuleViolationError(
        'course-not-published',
        'Only published courses can be in a learning path.',
        [id],
        field(index),
      );
    }
    return course.familyId;
  });
  const twice = named.findIndex((family, index) => named.indexOf(family) !== index);
  if (twice >= 0) throw new InvalidInputError('This course is already in the path.', field(twice));
  if (!input.entries.some(({ required }) => required)) {
    throw new RuleViolationError(
      'no-required-course',
      'At least one course must be required.',
      [],
      ['input', 'entries'],
    );
  }
  const entries = input.entries.map(({ required, prerequisiteIds }, index) => {
    const prerequisites = [...new Set(prerequisiteIds)].map((id) => {
      const place = ids.indexOf(requireId('course', id, field(index, 'prerequisiteIds')));
      if (place >= 0) return named[place]!;
      const message = 'A prerequisite must be another course of the path.';
      throw new RuleViolationError('prerequisite-not-in-path', message, [id], field(index, 'prerequisiteIds'));
    });
    return { familyId: named[index]!, required, prerequisites };
  });
  checkOrder(entries, (family) => titles.get(family as Course['familyId'])!);
  return entries;
}

function checkOrder(entries: readonly LearningPathEntry[], titleOf: (family: string) => string): void {
  const cycle = cycleIn(new Map(entries.map(({ familyId, prerequisites }) => [familyId, prerequisites ?? []])));
  if (cycle) {
    const named = cycle.map(titleOf);
    throw new RuleViolationError(
      'prerequisites-in-a-circle',
      `A course cannot be its own prerequisite: ${named.join(' → ')}.`,
      named,
      ['input', 'entries'],
    );
  }
  const place = new Map(entries.map(({ familyId }, index) => [familyId, index]));
  for (const [index, { familyId, prerequisites }] of entries.entries()) {
    const later = (prerequisites ?? []).find((each) => place.get(each)! > index);
    if (!later) continue;
    throw new RuleViolationError(
      'prerequisite-comes-later',
      `${titleOf(later)} is a prerequisite of ${titleOf(familyId)}, so it must come before it.`,
      [titleOf(later)],
      ['input', 'entries', String(index), 'prerequisiteIds'],
    );
  }
}
