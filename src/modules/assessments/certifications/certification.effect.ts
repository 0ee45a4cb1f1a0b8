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
  description: "A firm's qualification in an offering, with and without one of its members' certifications.",
})
export class CertificationEffect {
  @Field(() => Qualification, { description: "The firm's qualification in the offering of the certification." })
  qualification!: Qualification;

  @Field(() => DecimalScalar, { description: 'The number of certified members that the gate to ASSISTED requires.' })
  required!: Decimal;

  @Field(() => Int, { description: 'The number of active members who hold a certification for the offering today.' })
  certified!: number;

  @Field(() => Int, { description: 'That number without this certification; the same if it does not count today.' })
  certifiedWithout!: number;

  @Field({ description: 'Whether the gate has enough members today, but too few without this certification.' })
  losesGate!: boolean;
}

/** Null if the firm has no qualification in the offering, or no criterion on certified members. */
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
  // A person has at most one valid certification per offering.
  const certifiedWithout = evidence.includes(id) ? certified - 1 : certified;
  return {
    qualification,
    required,
    certified,
    certifiedWithout,
    losesGate: required.lte(certified) && required.gt(certifiedWithout),
  };
}
