import type { Reader } from '../../shared/database/reader';
import type { PlainDate } from '../../shared/domain/dates';
import { Programme } from './programme.entity';
import { ProgrammeStatus } from './programme.lifecycle';

/** The latest published programme whose day has come; null where none has. Read once per request, however often asked. */
export async function programmeInForce(reader: Reader, on: PlainDate): Promise<Programme | null> {
  const published = await reader.listBy(Programme, 'status', ProgrammeStatus.PUBLISHED, {
    orderBy: [{ column: 'effectiveOn' }],
  });
  return published.filter(({ effectiveOn }) => effectiveOn! <= on).at(-1) ?? null;
}
