import { partnerGate, type PartnerGateConditions, unmet } from './partner-gate.formula';

const ready: PartnerGateConditions = {
  offeringId: 'offering_1',
  deliverables: [{ name: 'Live system', acceptanceStandard: 'It runs.' }],
  baselineHours: [{ hours: 40 }, { hours: 0.5 }],
  playbook: { id: 'playbook_1', hours: '120' },
};

describe('the gate of an offering to partners', () => {
  it('is met by a published playbook, standards and hours, and returns the evidence', () => {
    const gate = partnerGate(ready);
    expect(unmet(gate)).toEqual([]);
    expect(
      gate.map(({ code, required, observed, gap, evidence }) => [code, required, observed, gap, evidence]),
    ).toEqual([
      ['publishedPlaybook', '1', '1', null, ['playbook_1']],
      ['acceptanceStandards', '1', '1', null, ['offering_1']],
      ['baseline', 'above 0', '120', null, ['playbook_1']],
    ]);
  });

  it.each<[string, Partial<PartnerGateConditions>, string[]]>([
    ['no playbook, but hours of its own', { playbook: null }, ['publishedPlaybook']],
    ['neither a playbook nor hours', { playbook: null, baselineHours: [] }, ['publishedPlaybook', 'baseline']],
    ['a playbook without hours, but hours of its own', { playbook: { id: 'playbook_1', hours: '0' } }, []],
    ['no hours at all', { playbook: { id: 'playbook_1', hours: '0' }, baselineHours: [] }, ['baseline']],
    ['no deliverable', { deliverables: [] }, ['acceptanceStandards']],
    [
      'a deliverable with a blank standard',
      { deliverables: [...ready.deliverables, { name: 'Manual', acceptanceStandard: ' \n' }] },
      ['acceptanceStandards'],
    ],
  ])('with %s', (_what, changes, codes) => {
    const missing = unmet(partnerGate({ ...ready, ...changes }));
    expect(missing.map(({ code }) => code)).toEqual(codes);
    expect(missing.every(({ gap }) => gap)).toBe(true);
  });

  it('says which deliverable lacks its standard', () => {
    const deliverables = [{ name: 'Manual', acceptanceStandard: '' }, ...ready.deliverables];
    expect(unmet(partnerGate({ ...ready, deliverables }))).toMatchObject([
      { required: '2', observed: '1', gap: 'No acceptance standard is set for Manual.' },
    ]);
  });

  it('falls back to the hours of the catalog if the playbook has none', () => {
    const [, , baseline] = partnerGate({ ...ready, playbook: { id: 'playbook_1', hours: '0' } });
    expect(baseline).toMatchObject({ observed: '40.5', evidence: ['offering_1'] });
  });
});
