import { Contact } from '../modules/customers';
import { User } from '../modules/identity';
import { Project, ProjectStaffing, ProjectStatus } from '../modules/projects';
import { SurveyKind, surveyResponseService } from '../modules/relationship';
import { addDays } from '../shared/domain/dates';
import type { Stage } from './stage';

const comments = ['On time, and they listened.', 'Good work, slow answers in between.', '', 'We had to ask twice.'];
const scores = [5, 4, 4, 2];

/** Records what customers answered about closed projects, two days after the closing. */
export async function askCustomers(stage: Stage): Promise<void> {
  const projects = await stage.as(null, 'demo', (tx) =>
    tx.list(Project, { status: ProjectStatus.CLOSED }, [{ column: 'id' }]),
  );
  for (const [index, project] of projects.entries()) {
    const respondedOn = [addDays(project.endedOn!, 2), stage.today].sort()[0]!;
    stage.goTo(respondedOn);
    const manager = await stage.as(null, 'demo', (tx) => tx.load(User, project.managerId));
    await stage.as(manager, 'surveyResponseRecord', async (tx) => {
      const contact = await tx.first(Contact, { customerId: project.customerId }, [{ column: 'id' }]);
      if (!contact) return;
      const staffing = await tx.first(ProjectStaffing, { projectId: project.id }, [{ column: 'id' }]);
      const at = index % scores.length;
      const about = { projectId: project.id, partnerId: staffing?.partnerId, contactId: contact.id, respondedOn };
      const asked = { ...about, kind: SurveyKind.CSAT, score: scores[at]!, comment: comments[at]!, documentIds: [] };
      const response = await surveyResponseService.record(tx, asked);
      if (index % 2 === 0) {
        await surveyResponseService.record(tx, { ...asked, kind: SurveyKind.NPS, score: 2 * scores[at]!, comment: '' });
      }
      if (index !== 1) return;
      await surveyResponseService.withdraw(tx, response.id, response.version, 'The answer was about another project.');
      await surveyResponseService.record(tx, { ...asked, score: 3 });
    });
  }
}
