import type { Viewer } from '../../../shared/access/viewer';
import type { Reader } from '../../../shared/database/reader';
import { Allocation } from './allocation.entity';

/** Is the viewer allocated to the project at any time? Batched. */
export async function isAllocated(reader: Reader, projectId: string, { userId }: Viewer): Promise<boolean> {
  if (userId === null) return false;
  return (await reader.listBy(Allocation, 'projectId', projectId, { where: { userId } })).length > 0;
}
