import type { Reader } from '../../../shared/database/reader';
import { padded, type Sql, sql } from '../../../shared/database/sql';
import { dayIn, type PlainDate, utc } from '../../../shared/domain/dates';
import type { Metric } from '../../../shared/domain/metric';
import {
  boundsOf,
  momentsOf,
  type PartnerPeriod,
  partnerPeriodSubject,
  percentOf,
  rowsInPeriods,
} from '../../partners';
import { Deliverable, Milestone, ResponsibleParty } from '../content/sow-parts.entity';
import { deliverableRejected } from '../content/sow.facts';
import { DeliverableStatus } from './deliverable.lifecycle';

/*
 * Deliverables count for the partners of the project if a partner is responsible for their scope item, as in the fact of
 * an accepted milestone. Parts count in the revision in force, which has what was accepted in earlier ones.
 */

const inForce = sql`t.archivedAt IS NULL AND t.sowId IN (SELECT sow.id FROM statement_of_work AS sow WHERE sow.currentOfProjectId = t.projectId)`;
const ofPartners = (scopeItemId: Sql) =>
  sql`EXISTS (SELECT 1 FROM scope_item AS item WHERE item.id = ${scopeItemId} AND item.responsibleParty = ${ResponsibleParty.PARTNER})`;
/** A partner may deliver several offerings on a project. */
const staffed = (partnerIds: readonly string[]) =>
  sql`(SELECT DISTINCT place.partnerId, place.projectId FROM project_staffing AS place WHERE place.partnerId IN (${padded(partnerIds)}))`;

interface OfPartner extends Record<string, unknown> {
  id: string;
  partnerId: string;
}

export const milestonesOnTimePercent: Metric<Reader, PartnerPeriod> = {
  name: 'milestonesOnTimePercent',
  label: 'Milestones accepted on time',
  description:
    'Of the milestones with work of partners that were accepted in the period on the projects of the partner, the percentage that was accepted by its due date. Unknown if no such milestone was accepted.',
  unit: 'PERCENT',
  subjects: [partnerPeriodSubject],
  async measureAll(reader, subjects) {
    const { partnerIds, from, until } = boundsOf(subjects);
    const rows = await reader.rows<OfPartner & { dueOn: PlainDate; acceptedOn: PlainDate; deliverableIds: unknown }>(
      sql`SELECT t.id, staffed.partnerId, t.dueOn, t.acceptedOn, t.deliverableIds FROM milestone AS t
          JOIN ${staffed(partnerIds)} AS staffed ON staffed.projectId = t.projectId
          WHERE t.acceptedOn >= ${from} AND t.acceptedOn <= ${until} AND ${inForce} AND ${reader.visible(Milestone)}
          ORDER BY t.acceptedOn, t.id`,
    );
    const idsOf = ({ deliverableIds }: { deliverableIds: unknown }) =>
      (typeof deliverableIds === 'string' ? JSON.parse(deliverableIds) : deliverableIds) as string[];
    const ids = [...new Set(rows.flatMap(idsOf))];
    const theirs = await reader.rows<{ id: string }>(
      sql`SELECT t.id FROM deliverable AS t WHERE t.id IN (${ids}) AND ${ofPartners(sql`t.scopeItemId`)}`,
    );
    const delivered = new Set(theirs.map(({ id }) => id));
    const counted = rows.filter((row) => idsOf(row).some((id) => delivered.has(id)));
    return rowsInPeriods(subjects, counted, ({ acceptedOn }) => acceptedOn).map((accepted) => ({
      value: percentOf(accepted.filter(({ dueOn, acceptedOn }) => acceptedOn <= dueOn).length, accepted.length),
      evidence: accepted.map(({ id }) => id),
    }));
  },
};

/** Rejections are facts, because a deliverable that is accepted after rework no longer shows that it was rejected. */
export const deliverablesRejectedPercent: Metric<Reader, PartnerPeriod> = {
  name: 'deliverablesRejectedPercent',
  label: 'Deliverables rejected',
  description:
    "Of the customers' decisions in the period on deliverables of partners, on the projects of the partner, the percentage of rejections. A deliverable that was rejected and accepted later counts twice. Unknown without a decision.",
  unit: 'PERCENT',
  subjects: [partnerPeriodSubject],
  async measureAll(reader, subjects, { timeZone = utc }) {
    const bounds = boundsOf(subjects);
    const { partnerIds, from, until } = bounds;
    const accepted = await reader.rows<OfPartner & { day: PlainDate }>(
      sql`SELECT t.id, staffed.partnerId, t.decidedOn AS day FROM deliverable AS t
          JOIN ${staffed(partnerIds)} AS staffed ON staffed.projectId = t.projectId
          WHERE t.status = ${DeliverableStatus.ACCEPTED} AND t.decidedOn >= ${from} AND t.decidedOn <= ${until}
          AND ${inForce} AND ${ofPartners(sql`t.scopeItemId`)} AND ${reader.visible(Deliverable)} ORDER BY t.decidedOn, t.id`,
    );
    const [first, end] = momentsOf(bounds, timeZone);
    const rejected = await reader.rows<OfPartner & { at: string }>(
      sql`SELECT t.id, staffed.partnerId, CAST(rejection.occurredAt AS CHAR) AS at FROM fact AS rejection
          JOIN ${staffed(partnerIds)} AS staffed ON staffed.projectId = rejection.contextId
          JOIN deliverable AS t ON t.id = rejection.subjectId
          WHERE rejection.type = ${deliverableRejected.name} AND rejection.occurredAt >= ${first} AND rejection.occurredAt < ${end}
          AND ${ofPartners(sql`t.scopeItemId`)} AND ${reader.visible(Deliverable)} ORDER BY rejection.occurredAt, rejection.id`,
    );
    const dayOf = ({ at }: { at: string }) => dayIn(timeZone, new Date(`${at.replace(' ', 'T')}Z`));
    const rejections = rowsInPeriods(subjects, rejected, dayOf);
    return rowsInPeriods(subjects, accepted, ({ day }) => day).map((acceptances, index) => {
      const ids = rejections[index]!.map(({ id }) => id);
      return {
        value: percentOf(ids.length, ids.length + acceptances.length),
        evidence: [...new Set([...ids, ...acceptances.map(({ id }) => id)])],
      };
    });
  },
};
