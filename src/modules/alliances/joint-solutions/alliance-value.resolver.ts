import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { isInternal } from '../../../shared/access/viewer';
import type { PlainDate } from '../../../shared/domain/dates';
import { round } from '../../../shared/domain/decimal';
import { measure } from '../../../shared/domain/metric';
import { todayOf } from '../../../shared/domain/today';
import type { Context } from '../../../shared/graphql/context';
import { PlainDateScalar, publishMoney } from '../../../shared/graphql/scalars';
import type { MetricUnit } from '../../partners';
import { Alliance } from '../alliances/alliance.entity';
import { allianceSubject } from '../alliances/alliance-subject';
import { acceptedValueOf } from './alliance-value.reader';
import { AllianceValue } from './alliance-value.types';

@Resolver(() => Alliance)
export class AllianceValueResolver {
  @FieldResolver(() => AllianceValue, {
    nullable: true,
    description:
      'What the alliance has been worth: its metrics, and the accepted value of its joint projects. Null for partner roles.',
  })
  async value(
    @Root() { id: allianceId }: Alliance,
    @Arg('on', () => PlainDateScalar, { nullable: true, description: 'The day; today if left out.' })
    day: PlainDate | null,
    @Ctx() context: Context,
  ): Promise<AllianceValue | null> {
    const { reader, metrics, viewer } = context;
    if (!isInternal(viewer)) return null;
    const on = day ?? todayOf(context);
    const known = metrics.all().filter(({ subjects }) => subjects.includes(allianceSubject));
    const measured = known.map(async ({ name, label, description, unit }) => {
      const { value, evidence } = await measure(reader, metrics.on(allianceSubject, name)!, { allianceId }, { on });
      return { name, label, description, unit: unit as MetricUnit, value: value && round(value, 4), evidence };
    });
    const [all, acceptedValue] = await Promise.all([Promise.all(measured), acceptedValueOf(reader, allianceId, on)]);
    return {
      on,
      metrics: all.sort((one, other) => (one.name < other.name ? -1 : 1)),
      acceptedValue: acceptedValue.map((each) => publishMoney(each)),
    };
  }
}
