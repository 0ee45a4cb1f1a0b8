import { Length, Matches } from 'class-validator';
import { Field, InputType, ObjectType } from 'type-graphql';
import type { Reader } from '../../shared/database/reader';
import type { Metric, MetricRegistry } from '../../shared/domain/metric';
import { PartnerFigure } from './figure.entity';
import { MetricUnit } from './metric.types';

const code = /^[a-z][A-Za-z0-9]*$/;

@ObjectType({
  simpleResolvers: true,
  description:
    "A metric of a programme's own: people report its values, for want of records to count. The rules of the programme may use it like any other.",
})
@InputType('ReportedMetricInput', {
  description: "A metric of the programme's own, whose values people report with `partnerFigureReport`.",
})
export class ReportedMetric {
  @Field({ description: 'camelCase, 1 to 60 characters; not the name of another metric.' })
  @Length(1, 60)
  @Matches(code, { message: 'must be camelCase: letters and digits, a small letter first' })
  name!: string;

  @Field(() => MetricUnit, {
    description: 'What it is counted in. Later programmes that declare the same name keep the unit.',
  })
  unit!: MetricUnit;

  @Field({ description: 'What it counts, as the criteria that use it say it; 1 to 200 characters.' })
  @Length(1, 200)
  @Matches(/\S/, { message: 'must not be blank' })
  description!: string;
}

/** A metric without records to count: its value is the latest figure reported for the day or before it. */
export function reportedMetric(
  { name, description, unit }: Pick<Metric<Reader>, 'name' | 'description' | 'unit'>,
  subjects: Metric<Reader>['subjects'],
): Metric<Reader> {
  return {
    name,
    description,
    unit,
    subjects,
    reported: true,
    async measure(reader, { partnerId, on }) {
      const figures = await reader.listBy(PartnerFigure, 'partnerId', partnerId, {
        where: { metric: name },
        orderBy: [{ column: 'asOf' }, { column: 'reportedAt' }, { column: 'id' }],
      });
      const latest = figures.filter(({ asOf }) => asOf <= on).at(-1);
      return latest ? { value: latest.value, evidence: [latest.id] } : { value: null, evidence: [] };
    },
  };
}

/** The metrics that a programme may use: those of the modules, and those that it declares. */
export function withDeclared(
  registry: MetricRegistry<Reader>,
  declared: readonly ReportedMetric[],
): MetricRegistry<Reader> {
  return registry.with(declared.map((metric) => reportedMetric(metric, ['PARTNER', 'QUALIFICATION'])));
}
