import type { Id } from '../../shared/domain/ids';

const start = 'urn:trellis:course:';
const prefix = 'coursefamily_';

/** The IRI of a course in learning systems, which is the same for any address of the server. */
export function activityIdOf(familyId: Id<'coursefamily'>): string {
  return start + familyId.slice(prefix.length);
}

/** The course that an activity's IRI names; null if it names none of this installation. */
export function familyIdOf(activityId: string): Id<'coursefamily'> | null {
  return activityId.startsWith(start) ? `coursefamily_${activityId.slice(start.length)}` : null;
}
