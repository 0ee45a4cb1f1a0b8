import { concernsAbout, preventing, Project, ProjectStaffing, staffingService } from '../../../src/modules/projects';
import { Certification, CertificationStatus } from '../../../src/modules/assessments';
import { gatherStrengths } from '../../../src/modules/assisted-delivery/matching/matching.reader';
import {
  neededDays,
  qualificationPart,
  ranked,
  scoreOf,
} from '../../../src/modules/assisted-delivery/matching/matching.formula';
import { type ServiceOffering } from '../../../src/modules/catalog';
import { User, UserStatus } from '../../../src/modules/identity';
import { Partner, PartnerStatus, Qualification, QualificationStage } from '../../../src/modules/partners';
import { PartnerIndustry } from '../../../src/modules/partners/firms/partner.entity';
import { Scorecard } from '../../../src/modules/scorecards/cards/scorecard.entity';
import { ScorecardStatus } from '../../../src/modules/scorecards/cards/scorecard.lifecycle';
import { ScorecardPeriod } from '../../../src/modules/scorecards/definitions/period.formula';
import { metrics } from '../../../src/schema';
import { system } from '../../../src/shared/access/viewer';
import type { Transaction } from '../../../src/shared/database/transaction';
import { decimal, round } from '../../../src/shared/domain/decimal';
import { searchKey } from '../../../src/shared/domain/text';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenProject, type GivenProject } from '../../support/delivery';
import { givenOffering, someAward, store } from '../../support/given';
import { givenPublishedDefinition } from '../../support/scorecards';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON */

/*
 * The ranking reads candidates in slices, by the most that they can score. Here all of them are scored and sorted, and
 * the answers of any length must be the beginning of that list.
 */
describe('the ranking of partnerMatches', () => {
  const partnerCount = 450;
  let app: TestApp;
  let analyst: Client;
  let project: GivenProject;
  let closed: GivenProject[];
  let definitionId: string;

  // A fixed sequence, so that a failure repeats itself.
  let seed = 7;
  const any = (count: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * count);
  };
  const one = <T>(values: readonly T[]): T => values[any(values.length)]!;

  beforeAll(async () => {
    app = await TestApp.start();
    analyst = await app.as(Role.ANALYST);
    const offeringId = (await givenOffering(app)).id;
    project = await givenProject(app, { offeringId });
    closed = [];
    for (let index = 0; index < 8; index += 1) closed.push(await givenProject(app, { offeringId }));
    for (const each of closed) {
      const values = [one(['EMEA', 'Asia']), one(['Manufacturing', 'Retail']), each.id];
      await change("UPDATE project SET status = 'CLOSED', region = ?, industry = ? WHERE id = ?", values);
    }
    definitionId = (await givenPublishedDefinition(app, '2026-04-01')).id;
    for (let index = 0; index < partnerCount; index += 1) {
      await store(app, (tx) => given(tx, index));
    }
  }, 300_000);
  afterAll(() => app.stop());

  const change = (text: string, params: unknown[]) => app.installation.database.query({ text, params });

  async function given(tx: Transaction, index: number): Promise<void> {
    // Names that begin alike, of which one is the beginning of another, and one is beyond the first plane of Unicode.
    const name = one(['Acme', 'Acme Asia', 'acme', '\u{1F3ED} Works', '\uFF21cme']) + (any(3) === 0 ? '' : ` ${index}`);
    const industries = one([[], ['Manufacturing'], ['manufacturing', 'Retail']]);
    const tenths = any(3) === 0 ? any(1_001) : -1;
    const partner = await tx.insert(Partner, {
      name,
      nameKey: searchKey(name),
      legalName: name,
      country: 'DE',
      registrationNumber: `${index}`,
      firmKey: `${index}`,
      registrationKey: `${index}`,
      region: one(['EMEA', 'Asia', 'Asia ']),
      industries,
      contactName: 'Somebody',
      contactEmail: 'somebody@example.com',
      status: one([...Array<PartnerStatus>(8).fill(PartnerStatus.ACTIVE), ...Object.values(PartnerStatus)]),
      dossierRevision: 1,
      scoreTenths: tenths,
    });
    for (const key of new Set(industries.map((each) => searchKey(each)))) {
      await tx.append(PartnerIndustry, { partnerId: partner.id, industryKey: key });
    }
    const offeringId = project.offeringId as ServiceOffering['id'];
    const { INDEPENDENT, ASSISTED, TRAINING } = QualificationStage;
    const stage = one([INDEPENDENT, INDEPENDENT, INDEPENDENT, ASSISTED, ASSISTED, TRAINING, null]);
    const openKey = `${partner.id} ${offeringId}`;
    const held = stage && (await tx.insert(Qualification, { partnerId: partner.id, offeringId, openKey, stage }));
    for (const each of held ? closed.filter(() => any(6) === 0) : []) {
      const ids = { projectId: each.id as Project['id'], partnerId: partner.id, offeringId };
      await tx.insert(ProjectStaffing, { ...ids, qualificationId: held!.id });
    }
    for (let member = any(4); member > 0; member -= 1) {
      const email = `m${member}.${index}@example.com`;
      const roles = [Role.PARTNER_MEMBER];
      const values = { email, login: email, name: 'Member', status: UserStatus.ACTIVE, roles, partnerId: partner.id };
      const user = await tx.insert(User, values);
      await tx.insert(Certification, {
        userId: user.id,
        partnerId: partner.id,
        offeringId,
        status: CertificationStatus.ACTIVE,
        issuedOn: '2026-01-01',
        expiresOn: one(['2026-12-31', '2026-03-01', null]),
        evidence: [],
        ...someAward(app, offeringId),
      });
    }
    if (tenths < 0) return;
    await tx.insert(Scorecard, {
      partnerId: partner.id,
      definitionId: definitionId as Scorecard['definitionId'],
      period: ScorecardPeriod.QUARTER,
      startsOn: '2025-10-01',
      endsOn: '2025-12-31',
      status: ScorecardStatus.PUBLISHED,
      overall: round(decimal(tenths).div(10), 1),
      standing: tenths < 500 ? 'Poor' : tenths < 800 ? 'Average' : 'Excellent',
      publishedAt: app.clock.now(),
    });
  }

  it('is the beginning of the list of all partners, for any length', async () => {
    const { database, clock } = app.installation;
    const reader = database.reader(system);
    const subject = await reader.require(Project, project.id);
    const days = neededDays(subject.startsOn, subject.endsOn, clock.today());
    const partners = await reader.list(Partner, {}, [{ column: 'nameKey' }, { column: 'id' }]);
    const offeringId = project.offeringId as ServiceOffering['id'];
    const held = await reader.list(Qualification, { offeringId });
    const concerns = await concernsAbout(
      reader,
      partners.map(({ id }) => ({ partnerId: id, offeringId })),
    );
    const judged = partners.map((partner, index) => {
      const qualification = held.find(({ partnerId }) => partnerId === partner.id) ?? null;
      const gaps = staffingService.partnerGaps(partner, qualification);
      if (gaps.length === 0) gaps.push(...preventing(concerns[index]!));
      return { partner, qualification, gaps };
    });
    const able = judged.filter(({ gaps }) => gaps.length === 0);
    const strengths = await gatherStrengths(
      reader,
      metrics,
      subject,
      able.map(({ partner }) => partner),
      offeringId,
      days,
      { on: clock.today() },
    );
    const expected = ranked(
      able.map(({ partner, qualification }) => {
        const independent = qualification!.stage === QualificationStage.INDEPENDENT;
        const parts = [qualificationPart(independent, qualification!.id), ...strengths.of(partner)];
        return { id: partner.id, score: scoreOf(parts)!, key: `${partner.nameKey} ${partner.id}` };
      }),
    ).map(({ id, rank, score }) => [id, rank, round(score, 1).toFixed()]);
    const ended = [PartnerStatus.TERMINATED, PartnerStatus.REJECTED];
    // A stable sort keeps the order of the names.
    const refused = judged
      .filter(({ partner, gaps }) => gaps.length > 0 && !ended.includes(partner.status))
      .sort((left, right) => left.gaps.length - right.gaps.length)
      .map(({ partner, gaps }) => [partner.id, gaps]);
    expect(expected.length).toBeGreaterThan(130);
    expect(refused.length).toBeGreaterThan(60);

    const query = `query ($projectId: ID!, $first: Int!) { partnerMatches(projectId: $projectId, includeRefused: true, first: $first) {
      matches { rank score partner { id } } refused { gaps partner { id } } } }`;
    for (const first of [1, 2, 5, 20, 50, 100]) {
      const [found] = (await analyst.query(query, { projectId: project.id, first })).partnerMatches;
      const matches = found.matches.map(({ rank, score, partner }: any) => [partner.id, rank, score]);
      expect(matches).toEqual(expected.slice(0, first));
      expect(found.refused.map(({ partner, gaps }: any) => [partner.id, gaps])).toEqual(refused.slice(0, first));
    }
  });
});
