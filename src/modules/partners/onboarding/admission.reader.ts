import { Role } from '../../../shared/access/viewer';
import { User, UserStatus } from '../../identity';
import type { Partner } from '../firms/partner.entity';
import { PartnerStatus } from '../firms/partner.lifecycle';
import { type Bench, type JudgedGate, waiversOf } from '../gates/gate.reader';
import { OnboardingItemKind } from '../programmes/programme.entity';
import { programmeInForce } from '../programmes/programme.reader';
import { evaluateAdmission } from './admission.formula';
import { OnboardingItem } from './onboarding.entity';
import { OnboardingItemStatus } from './onboarding.lifecycle';

export const admissionGate = 'admit';

/** The admission gate; null once the partner has passed it. */
export async function judgeAdmission(bench: Bench, partner: Partner): Promise<JudgedGate | null> {
  const onboarding = partner.status === PartnerStatus.ONBOARDING;
  if (!onboarding && partner.status !== PartnerStatus.APPLICANT) return null;
  const { reader, on } = bench;
  const [programme, items, members, waivers] = await Promise.all([
    programmeInForce(reader, on),
    reader.listBy(OnboardingItem, 'partnerId', partner.id, { orderBy: [{ column: 'position' }] }),
    reader.listBy(User, 'partnerId', partner.id),
    waiversOf(reader, partner.id, admissionGate),
  ]);
  const criteria = evaluateAdmission(
    {
      on,
      items: onboarding
        ? items.map((item) => ({
            ...item,
            accepted: item.status === OnboardingItemStatus.ACCEPTED,
            agreement: item.kind === OnboardingItemKind.AGREEMENT,
          }))
        : null,
      administratorIds: members
        .filter(({ roles, status }) => roles.includes(Role.PARTNER_ADMIN) && status !== UserStatus.DEACTIVATED)
        .map(({ id }) => id),
    },
    waivers,
  );
  return { name: admissionGate, target: PartnerStatus.ACTIVE, programme, criteria };
}
