import { unmetCriteria } from '../gates/gate.formula';
import { type AdmissionItem, evaluateAdmission } from './admission.formula';

const on = '2026-03-02';
const item = (changes: Partial<AdmissionItem> = {}): AdmissionItem => ({
  id: 'onboardingitem_1',
  title: 'Profile',
  required: true,
  accepted: true,
  agreement: false,
  signedOn: null,
  expiresOn: null,
  ...changes,
});
const agreement = (changes: Partial<AdmissionItem> = {}) =>
  item({ id: 'onboardingitem_2', title: 'Contract', agreement: true, signedOn: '2026-02-01', ...changes });

const unmet = (items: AdmissionItem[] | null, administratorIds = ['user_1']) =>
  unmetCriteria(evaluateAdmission({ on, items, administratorIds }, [])).map(({ code }) => code);

describe('evaluateAdmission', () => {
  it.each<[string, AdmissionItem[], string[]]>([
    ['everything in place', [item(), agreement()], []],
    ['no checklist at all', [], []],
    ['a required item open', [item({ accepted: false }), agreement()], ['requiredItems']],
    ['only an optional item open', [item({ accepted: false, required: false })], []],
    ['an agreement without a signature', [agreement({ signedOn: null })], ['agreements']],
    ['an agreement signed tomorrow', [agreement({ signedOn: '2026-03-03' })], ['agreements']],
    ['an agreement on its last day', [agreement({ expiresOn: on })], []],
    ['an agreement that expired yesterday', [agreement({ expiresOn: '2026-03-01' })], ['agreements']],
    ['an optional agreement that expired', [agreement({ required: false, expiresOn: '2026-03-01' })], []],
  ])('with %s', (_what, items, codes) => {
    expect(unmet(items)).toEqual(codes);
  });

  it('requires an administrator', () => {
    expect(unmet([item()], [])).toEqual(['partnerAdministrator']);
  });

  it('has no items before the onboarding', () => {
    expect(unmet(null)).toEqual(['requiredItems', 'agreements']);
    expect(evaluateAdmission({ on, items: null, administratorIds: [] }, [])[0]!.observed).toBeNull();
  });

  it('counts, names what is missing and shows what was counted', () => {
    const items = [item(), agreement({ accepted: false })];
    expect(evaluateAdmission({ on, items, administratorIds: ['user_1'] }, [])[0]).toMatchObject({
      required: '2',
      observed: '1',
      gap: '1 missing: Contract',
      evidence: ['onboardingitem_1'],
    });
  });

  it('shows a waiver', () => {
    const waivers = [{ code: 'agreements', reason: 'The frame contract of their parent holds.' }];
    const criteria = evaluateAdmission(
      { on, items: [agreement({ signedOn: null })], administratorIds: ['u'] },
      waivers,
    );
    expect(unmetCriteria(criteria)).toEqual([]);
    expect(criteria[1]).toMatchObject({ met: false, waived: true, waiverReason: waivers[0]!.reason });
  });
});
