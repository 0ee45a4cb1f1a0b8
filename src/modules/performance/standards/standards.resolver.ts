import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { isInternal } from '../../../shared/access/viewer';
import type { Reader } from '../../../shared/database/reader';
import type { PlainDate } from '../../../shared/domain/dates';
import { FilterArg, InputArg, RecordArgs } from '../../../shared/graphql/arguments';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { OfferingPayload, ServiceOffering, Standardisation } from '../../catalog';
import { Project } from '../../projects';
import { BaselineSource, cellKey } from './baseline.formula';
import { baselineEvidenceOf, baselineOf } from './baseline.reader';
import { standardisationCheckOf } from './standardisation-check.reader';
import { standardisationRate } from './standardisation-rate.reader';
import { oneStepFrom } from './standardisation.lifecycle';
import * as standards from './standardisation.service';
import { OfferingStandardiseInput, StandardisationRateFilter } from './standards.inputs';
import {
  OfferingBaseline,
  OfferingBaselineCell,
  StandardisationCheck,
  StandardisationRate,
  StandardisationRateBy,
} from './standards.types';

@Resolver(() => ServiceOffering)
export class StandardsResolver {
  @FieldResolver(() => OfferingBaseline, {
    nullable: true,
    description:
      'The hours by phase and role, from history or as planned. Vendor-internal, because it reflects the work of all partners: null for partner roles.',
  })
  async baseline(
    @Root() offering: ServiceOffering,
    @Ctx() { reader, viewer }: Context,
  ): Promise<OfferingBaseline | null> {
    if (!isInternal(viewer)) return null;
    const { source, sampleSize, cells } = await baselineOf(reader, offering.id);
    const offeringId = offering.id;
    return {
      source,
      sampleSize,
      offeringId,
      cells: cells.map((cell) => Object.assign(new OfferingBaselineCell(), cell, { offeringId, source })),
    };
  }

  @FieldResolver(() => StandardisationCheck, {
    nullable: true,
    description:
      'Whether the offering is a standard, judged by its sales and deliveries. The check is advisory: `offeringStandardise` decides. Vendor-internal: null for partner roles.',
  })
  standardisationCheck(
    @Root() offering: ServiceOffering,
    @Ctx() { reader, viewer }: Context,
  ): Promise<StandardisationCheck> | null {
    return isInternal(viewer) ? standardisationCheckOf(reader, offering.id) : null;
  }

  @FieldResolver(() => [Standardisation], { description: 'The degrees to which `offeringStandardise` can move it.' })
  standardisationSteps(@Root() offering: ServiceOffering): Standardisation[] {
    return oneStepFrom(offering.standardisation);
  }

  @Query(() => [StandardisationRate], {
    nullable: true,
    description:
      'The share of standard work in delivery: approved hours on standard scope items ÷ all approved hours on scope items, by offering, quarter or party. Each row is compared with the preceding period of equal length, a quarter with the quarter before. Vendor-internal: null for partner roles.',
  })
  async standardisationRate(
    @Arg('by', () => StandardisationRateBy, { description: 'The breakdown into rows.' }) by: StandardisationRateBy,
    @Arg('from', () => PlainDateScalar, { description: 'The first day of the period.' }) from: PlainDate,
    @Arg('to', () => PlainDateScalar, {
      description: 'The last day of the period: not before the first, and less than ten years after it.',
    })
    to: PlainDate,
    @FilterArg(() => StandardisationRateFilter) filter: StandardisationRateFilter | null,
    @Ctx() { reader, viewer }: Context,
  ): Promise<StandardisationRate[] | null> {
    return isInternal(viewer) ? standardisationRate(reader, by, { from, to }, filter ?? {}) : null;
  }

  @Mutation(() => OfferingPayload, {
    description:
      'Moves an offering one step up or down in its standardisation, and stores the current result of the standardisation check with the decision. Only an ECOSYSTEM_MANAGER may do this.',
  })
  offeringStandardise(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: OfferingStandardiseInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<ServiceOffering> {
    return standards.standardise(tx, id, version, input);
  }
}

@Resolver(() => OfferingBaseline)
export class BaselineResolver {
  @FieldResolver(() => [Project], { description: 'The closed projects that were counted.' })
  async evidence(@Root() { offeringId }: OfferingBaseline, @Ctx() { reader }: Context): Promise<Project[]> {
    const { sample } = await baselineEvidenceOf(reader, offeringId);
    return projectsOf(reader, sample);
  }
}

@Resolver(() => OfferingBaselineCell)
export class BaselineCellResolver {
  @FieldResolver(() => [Project], {
    description: 'The closed projects with time in this cell; empty if the hours come from a playbook.',
  })
  async evidence(@Root() cell: OfferingBaselineCell, @Ctx() { reader }: Context): Promise<Project[]> {
    if (cell.source === BaselineSource.PLAYBOOK) return [];
    const { cells } = await baselineEvidenceOf(reader, cell.offeringId);
    return projectsOf(reader, cells.get(cellKey(cell)) ?? []);
  }
}

@Resolver(() => StandardisationRate)
export class StandardisationRateResolver {
  @FieldResolver(() => ServiceOffering, { nullable: true, description: 'Null unless the rows are by offering.' })
  offering(@Root() { offeringId }: StandardisationRate, @Ctx() { reader }: Context): Promise<ServiceOffering | null> {
    return reader.byId(ServiceOffering, offeringId);
  }
}

async function projectsOf(reader: Reader, ids: readonly string[]): Promise<Project[]> {
  const projects = await Promise.all(ids.map((id) => reader.byId(Project, id)));
  return projects.filter((project) => project !== null);
}
