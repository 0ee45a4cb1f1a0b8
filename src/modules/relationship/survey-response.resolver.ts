import { Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { matching } from '../../shared/database/where';
import { AvailableAction, availableActions } from '../../shared/graphql/actions';
import {
  FilterArg,
  IdArg,
  InputArg,
  type Order,
  OrderArg,
  ReasonArgs,
  RecordArgs,
} from '../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../shared/graphql/connection';
import type { Context, MutationContext } from '../../shared/graphql/context';
import { Document, visibleDocuments } from '../documents';
import { Project } from '../projects';
import { SurveyKind, SurveyResponse } from './survey-response.entity';
import {
  SurveyResponseFilter,
  SurveyResponseOrder,
  SurveyResponsePayload,
  SurveyResponseRecordInput,
  SurveyResponseUpdateInput,
  SurveyScores,
} from './survey-response.inputs';
import { surveyResponseLifecycle } from './survey-response.lifecycle';
import { conditionsOf, scoresOf, withinDays } from './survey-response.reader';
import * as responses from './survey-response.service';
import { csat, nps, sampleSizeOf } from './survey-score.formula';

const SurveyResponseConnection = connectionTypeOf(SurveyResponse);

const byStaff = 'For the PROJECT_MANAGER who answers for the project, and OPERATIONS.';

@Resolver(() => SurveyResponse)
export class SurveyResponseResolver {
  @Query(() => SurveyResponse, {
    nullable: true,
    description: 'A survey response by its id; null if it does not exist or you may not see it.',
  })
  surveyResponse(@IdArg() id: string, @Ctx() { reader }: Context): Promise<SurveyResponse | null> {
    return reader.byId(SurveyResponse, id);
  }

  @Query(() => SurveyResponseConnection, {
    description: "Customers' answers to surveys. Staff see all, partner users those about their firm.",
  })
  surveyResponses(
    @Args() page: PageArgs,
    @FilterArg(() => SurveyResponseFilter) filter: SurveyResponseFilter | null,
    @OrderArg(SurveyResponseOrder) orderBy: Order | null,
    @Ctx() { reader }: Context,
  ) {
    const where = {
      ...matching(SurveyResponse, filter, 'projectId', 'partnerId', 'customerId', 'kind', 'status'),
      and: withinDays(filter),
    };
    return reader.page(SurveyResponse, page, where, SurveyResponseOrder.columns(orderBy));
  }

  @FieldResolver(() => [Document], { description: 'The documents that prove the answer and that you may see.' })
  evidenceDocuments(@Root() response: SurveyResponse, @Ctx() { reader }: Context): Promise<Document[]> {
    return visibleDocuments(reader, response.documents);
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps, and whether you may take them.' })
  async availableActions(@Root() response: SurveyResponse, @Ctx() context: Context): Promise<AvailableAction[]> {
    const reader = context.reader.unnarrowed;
    const [project, conditions] = await Promise.all([
      reader.require(Project, response.projectId),
      conditionsOf(reader, response),
    ]);
    const steps = surveyResponseLifecycle.available(response.status, conditions);
    return availableActions(context, steps, { response, project });
  }

  @Mutation(() => SurveyResponsePayload, {
    description: `Records a customer's answer, with the contact who gave it. A contact answers once per project or milestone, and kind. ${byStaff}`,
  })
  surveyResponseRecord(
    @InputArg() input: SurveyResponseRecordInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<SurveyResponse> {
    return responses.record(tx, input);
  }

  @Mutation(() => SurveyResponsePayload, {
    description: `Replaces the description of a response that no decision has counted. ${byStaff}`,
  })
  surveyResponseUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: SurveyResponseUpdateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<SurveyResponse> {
    return responses.update(tx, id, version, input);
  }

  @Mutation(() => SurveyResponsePayload, {
    description: `Withdraws a response that was recorded by mistake: it no longer counts, and can be recorded again. Decisions that counted it stay. ${byStaff}`,
  })
  surveyResponseWithdraw(
    @Args() { id, version, reason }: ReasonArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<SurveyResponse> {
    return responses.withdraw(tx, id, version, reason);
  }
}

@Resolver()
export class SurveyScoresResolver {
  @Query(() => SurveyScores, {
    description:
      'Customer satisfaction and net promoter score over all matching responses that count and that you may see.',
  })
  async surveyScores(
    @FilterArg(() => SurveyResponseFilter) filter: SurveyResponseFilter | null,
    @Ctx() { reader }: Context,
  ): Promise<SurveyScores> {
    const scores = await scoresOf(reader, filter);
    const [ofCsat, ofNps] = [scores.get(SurveyKind.CSAT)!, scores.get(SurveyKind.NPS)!];
    return {
      csat: csat(ofCsat)?.toFixed(2) ?? null,
      csatSampleSize: sampleSizeOf(ofCsat),
      nps: nps(ofNps)?.toFixed(2) ?? null,
      npsSampleSize: sampleSizeOf(ofNps),
    };
  }
}
