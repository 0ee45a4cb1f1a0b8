import { metrics } from '../../../src/schema';
import { type PartnerSubject, partnerSubject, qualificationSubject } from '../../../src/modules/partners';
import { decimal } from '../../../src/shared/domain/decimal';
import type { Metric } from '../../../src/shared/domain/metric';
import type { Reader } from '../../../src/shared/database/reader';
import { sql } from '../../../src/shared/database/sql';
import type { Client } from '../../support/client';
import { Role, TestApp } from '../../support/app';
import { givenAdmittedPartner, givenOffering, givenOpenedQualification, givenProgramme } from '../../support/given';

// A metric that neither a programme nor the partners module knows.
const lettersOfTheName: Metric<Reader, PartnerSubject> = {
  name: 'lettersOfTheName',
  label: 'Letters of the name',
  description: "Letters of the firm's name.",
  unit: 'COUNT',
  subjects: [partnerSubject, qualificationSubject],
  async measureAll(reader, subjects) {
    const ids = subjects.map(({ partnerId }) => partnerId);
    const rows = await reader.rows<{ id: string; name: string }>(
      sql`SELECT id, name FROM partner WHERE id IN (${ids})`,
    );
    const names = new Map(rows.map(({ id, name }) => [id, name]));
    return ids.map((id) => ({ value: decimal(names.get(id)!.length), evidence: [id] }));
  },
};

describe('a metric that any module registers', () => {
  const registered = (metrics as unknown as { metrics: Map<string, Metric<Reader>> }).metrics;
  let app: TestApp;
  let manager: Client;

  beforeAll(async () => {
    // The registry contains what modules registered when they were loaded.
    registered.set(lettersOfTheName.name, lettersOfTheName);
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
  });
  afterAll(async () => {
    registered.delete(lettersOfTheName.name);
    await app.stop();
  });

  it('is listed, and decides gates and tiers of a programme', async () => {
    const { metrics } = await manager.query('{ metrics { name subjects } }');
    expect(metrics).toContainEqual({ name: 'lettersOfTheName', subjects: ['PARTNER', 'QUALIFICATION'] });
    await givenProgramme(app, {
      gates: {
        toAssessment: [{ code: 'short', metric: 'lettersOfTheName', maximum: 4 }],
        toAssisted: [],
        toIndependent: [],
      },
      tiers: [{ name: 'Base' }, { name: 'Wordy', criteria: [{ metric: 'lettersOfTheName', minimum: 5 }] }],
    });
    const offeringId = (await givenOffering(app)).id;
    for (const [name, tier, satisfied] of [
      ['Weft', 'Base', true],
      ['Weave', 'Wordy', false],
    ] as const) {
      const { id } = await givenAdmittedPartner(app, { name });
      await givenOpenedQualification(app, id, offeringId);
      const query = `query ($id: ID!) { partner(id: $id) {
        computedTier { tier } qualifications { nodes { gate { satisfied criteria { observed evidence } } } }
      } }`;
      const { partner } = await manager.query(query, { id });
      expect(partner).toEqual({
        computedTier: { tier },
        qualifications: {
          nodes: [{ gate: { satisfied, criteria: [{ observed: String(name.length), evidence: [id] }] } }],
        },
      });
    }
  });
});
