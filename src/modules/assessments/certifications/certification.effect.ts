import { Field, Int, ObjectType } from 'type-graphql';
import type { Reader } from '../../../shared/database/reader';
import type { Clock } from '../../../shared/domain/clock';
import { type Decimal, decimal } from '../../../shared/domain/decimal';
import { measure } from '../../../shared/domain/metric';
import { DecimalScalar } from '../../../shared/graphql/scalars';
import { programmeInForce, Qualification, QualificationStage } from '../../partners';
import { Certification } from './certification.entity';
import { certifiedMembers } from './certification.metrics';

@ObjectType({
  simpleResolvers: true,
  description: "A firm's qualification in an offering, with one of its members' certifications and without it.",
})
export class CertificationEffect {
  @Field(() => Qualification, { description: 'Of the firm, in the offering of the certification.' })
  qualification!: Qualification;

  @Field(() => DecimalScalar, { description: 'How many certified members the gate to ASSISTED asks for.' })
  required!: Decimal;

  @Field(() => Int, { description: 'How many active members hold a certification for the offering today.' })
  certified!: number;

  @Field(() => Int, { description: 'How many would without this one; the same where it does not count today.' })
  certifiedWithout!: number;

  @Field({ description: 'Does the gate have members enough today, and without this certification too few?' })
  losesGate!: boolean;
}

/** Null where the firm has no qualification in the offering, or nothing that asks for certified members. */
export async function effectOf(
  { id, partnerId, offeringId }: Certification,
  { reader, clock }: { reader: Reader; clock: Clock },
): Promise<CertificationEffect | null> {
  if (partnerId === null) return null;
  const on = clock.today();
  const everyRow = reader.unnarrowed;
  const [qualifications, programme, { value, evidence }] = await Promise.all([
    reader.listBy(Qualification, 'partnerId', partnerId),
    programmeInForce(everyRow, on),
    measure(everyRow, certifiedMembers, { partnerId, offeringId }, { on }),
  ]);
  const qualification = qualifications.find(
    (each) => each.offeringId === offeringId && each.stage !== QualificationStage.REVOKED,
  );
  const minimums = (programme?.gates.toAssisted ?? []).flatMap(({ metric, minimum }) =>
    metric === certifiedMembers.name && minimum ? [decimal(minimum)] : [],
  );
  if (!qualification || minimums.length === 0) return null;
  const required = minimums.reduce((most, minimum) => (minimum.gt(most) ? minimum : most));
  const certified = value!.toNumber();
  // Nobody holds two certifications for one offering at a time.
  const certifiedWithout = evidence.includes(id) ? certified - 1 : certified;
  return {
    qualification,
    required,
    certified,
    certifiedWithout,
    losesGate: required.lte(certified) && required.gt(certifiedWithout),
  };
}
