import type { Id } from '../../shared/domain/ids';

const start = 'urn:trellis:course:';
const prefix = 'coursefamily_';

/** The name of a course in the world of learning systems: an IRI that stays the same wherever the server stands. */
export function activityIdOf(familyId: Id<'coursefamily'>): string {
  return start + familyId.slice(prefix.length);
}

/** The course that an activity's IRI names; null where it names none of ours. */
export function familyIdOf(activityId: string): Id<'coursefamily'> | null {
  return activityId.startsWith(start) ? `coursefamily_${activityId.slice(start.length)}` : null;
}
