import type { Reader } from '../../../shared/database/reader';
import { Incident } from '../registers/incident.entity';
import { IncidentStatus } from '../registers/incident.lifecycle';
import { Risk } from '../registers/risk.entity';
import { RiskStatus } from '../registers/risk.lifecycle';
import type { HealthSigns } from './health.formula';

/** The open entries in the registers of a project. */
export type OpenRegisters = Pick<HealthSigns, 'openRisks' | 'openIncidents'>;

/** The open risks and the unresolved incidents, by project: two statements for all. */
export async function openRegisters(
  reader: Reader,
  projectIds: readonly string[],
): Promise<Map<string, OpenRegisters>> {
  const ids = [...projectIds] as Risk['projectId'][];
  const unresolved = [IncidentStatus.OPEN, IncidentStatus.RESPONDED];
  const [risks, incidents] = await Promise.all([
    reader.list(Risk, { projectId: ids, status: RiskStatus.OPEN }, [{ column: 'id' }]),
    reader.list(Incident, { projectId: ids, status: unresolved }, [{ column: 'id' }]),
  ]);
  const ofProject = (id: string) => ({
    openRisks: risks.filter(({ projectId }) => projectId === id),
    openIncidents: incidents.filter(({ projectId }) => projectId === id),
  });
  return new Map(ids.map((id) => [id, ofProject(id)]));
}
