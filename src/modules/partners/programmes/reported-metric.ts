import { Length, Matches } from 'class-validator';
import { Field, InputType, ObjectType } from 'type-graphql';
import type { Reader } from '../../../shared/database/reader';
import { column, sql } from '../../../shared/database/sql';
import type { Metric, MetricRegistry, SubjectKind } from '../../../shared/domain/metric';
import { PartnerFigure } from '../firms/figure.entity';
import { type PartnerSubject, partnerSubject, qualificationSubject } from './metric-subjects';
import { MetricUnit } from './metric.types';

const code = /^[a-z][A-Za-z0-9]*$/;

@ObjectType({
  simpleResolvers: true,
  description:
    'A metric that the programme declares, whose values people report because there are no records to count. The rules of the programme may use it like any other.',
})
@InputType('ReportedMetricInput', {
  description: 'A metric that the programme declares, whose values people report with `partnerFigureReport`.',
})
export class ReportedMetric {
  @Field({ description: 'In camelCase, 1 to 60 characters; not the name of another metric.' })
  @Length(1, 60)
  @Matches(code, { message: 'must be camelCase: letters and digits, starting with a lowercase letter' })
  name!: string;

  @Field(() => MetricUnit, {
    description: 'The unit of its values. Later programmes that declare the same name keep the unit.',
  })
  unit!: MetricUnit;

  @Field({ description: 'The definition, used as the label in sentences about criteria; 1 to 200 characters.' })
  @Length(1, 200)
  @Matches(/\S/, { message: 'must not be blank' })
  description!: string;
}

/** A metric without records to count: its value is the latest figure reported for the day or before it. */
export function reportedMetric(
  about: Pick<Metric<Reader>, 'name' | 'label' | 'description' | 'unit'>,
  subjects: readonly SubjectKind<PartnerSubject>[],
): Metric<Reader, PartnerSubject> {
  return {
    ...about,
    subjects,
    reported: true,
    async measureAll(reader, asked, { on }) {
      const partnerIds = [...new Set(asked.map(({ partnerId }) => partnerId))];
      const figures = await reader.list(
        PartnerFigure,
        { metric: about.name, partnerId: partnerIds, and: [sql`${column<PartnerFigure>('asOf')} <= ${on}`] },
        [{ column: 'asOf' }, { column: 'reportedAt' }, { column: 'id' }],
      );
      const latest = new Map<string, PartnerFigure>(figures.map((figure) => [figure.partnerId, figure]));
      return asked.map(({ partnerId }) => {
        const figure = latest.get(partnerId);
        return { value: figure?.value ?? null, evidence: figure ? [figure.id] : [] };
      });
    },
  };
}

/** The metrics that a programme may use: those of the modules, and those that it declares. */
export function withDeclared(
  registry: MetricRegistry<Reader>,
  declared: readonly ReportedMetric[],
): MetricRegistry<Reader> {
  const subjects = [partnerSubject, qualificationSubject];
  const labelOf = ({ description }: ReportedMetric) => description.replace(/\.$/, '');
  return registry.with(declared.map((each) => reportedMetric({ ...each, label: labelOf(each) }, subjects)));
}
