import type { Viewer } from '../../../shared/access/viewer';
import type { Reader } from '../../../shared/database/reader';
import { Allocation } from './allocation.entity';

/** Is the viewer one of the people who work, worked or will work on the project? Batched. */
export async function isAllocated(reader: Reader, projectId: string, { userId }: Viewer): Promise<boolean> {
  if (userId === null) return false;
  return (await reader.listBy(Allocation, 'projectId', projectId, { where: { userId } })).length > 0;
}
