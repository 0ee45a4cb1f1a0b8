import type { Reader } from '../../../shared/database/reader';
import { Project } from '../../projects/projects/project.entity';
import { DeliverableStatus } from '../progress/deliverable.lifecycle';
import { unaccepted, unsigned } from './project-steps';
import { StatementOfWork } from './sow.entity';
import { SowStatus } from './sow.lifecycle';

const { ACCEPTED, SUBMITTED } = DeliverableStatus;
const project = Object.assign(new Project(), { id: 'project_x' });

/** A project with a statement of work in a status, and with deliverables by name. */
const readerOf = (status: SowStatus | null, deliverables: Record<string, DeliverableStatus> = {}): Reader => {
  const sows = status === null ? [] : [{ id: 'sow_x', status }];
  const parts = Object.entries(deliverables).map(([name, each]) => ({ name, status: each }));
  const unnarrowed = {
    listBy: (recordClass: unknown) => Promise.resolve(recordClass === StatementOfWork ? sows : parts),
  };
  return { unnarrowed } as unknown as Reader;
};

describe('the blockers of project steps from a statement of work', () => {
  it.each([null, SowStatus.DRAFT, SowStatus.APPROVED])('keep work from starting while it is %s', async (status) => {
    const notSigned = [{ code: 'sow-not-signed', message: 'The project has no signed statement of work.' }];
    expect(await unsigned(readerOf(status), project)).toEqual(notSigned);
    expect(await unaccepted(readerOf(status, { Live: SUBMITTED }), project)).toEqual(notSigned);
  });

  it.each([SowStatus.SIGNED, SowStatus.CLOSED])('let work start once it is %s', async (status) => {
    expect(await unsigned(readerOf(status), project)).toEqual([]);
  });

  it('name each deliverable that is not accepted', async () => {
    const reader = readerOf(SowStatus.SIGNED, { Live: SUBMITTED, Plan: ACCEPTED, Manual: DeliverableStatus.PENDING });
    expect(await unaccepted(reader, project)).toEqual([
      { code: 'deliverable-open', message: 'The deliverable Live is not accepted.' },
      { code: 'deliverable-open', message: 'The deliverable Manual is not accepted.' },
    ]);
    expect(await unaccepted(readerOf(SowStatus.SIGNED, { Plan: ACCEPTED }), project)).toEqual([]);
  });
});
