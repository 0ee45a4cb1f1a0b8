import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Reader } from '../../../shared/database/reader';
import { column, raw, sql } from '../../../shared/database/sql';
import { type Decimal, decimal } from '../../../shared/domain/decimal';
import { DecimalScalar } from '../../../shared/graphql/scalars';
import { Assessment } from '../assessments/assessment.entity';
import { AssessmentKind } from '../assessments/assessment.lifecycle';
import { seesAnswerKeys } from '../assessments/assessment.policy';
import { Question } from '../assessments/question.types';
import { Attempt } from './attempt.entity';
import { AttemptStatus } from './attempt.lifecycle';
import { itemFigures, type ItemResponse, minSampleSize } from './statistics.formula';

/** The maximum number of attempts evaluated, newest first: enough for stable statistics. */
const maxSampleSize = 2_000;

@ObjectType({ simpleResolvers: true, description: 'The number of times that a choice of a question was chosen.' })
export class ChoiceStatistics {
  @Field(() => ID, { description: 'The id of the choice within the question.' })
  choiceId!: string;

  @Field({ description: 'The text of the choice.' })
  text!: string;

  @Field(() => DecimalScalar, { description: 'The points for choosing it.' })
  points!: string;

  @Field(() => Int, { description: 'The number of candidates who chose it.' })
  chosen!: number;
}

@ObjectType({ simpleResolvers: true, description: 'How candidates answered a question.' })
export class QuestionStatistics {
  @Field(() => Question, { description: 'The question that was answered.' })
  question!: Question;

  @Field(() => Int, { description: 'The number of attempts that contained it.' })
  sampleSize!: number;

  @Field(() => Int, { description: 'The number of answers with all possible points.' })
  right!: number;

  @Field(() => Int, { description: 'The number of attempts that left it unanswered.' })
  unanswered!: number;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: `The difficulty index: right ÷ asked, from 0 (nobody) to 1 (everyone), rounded half up to 4 decimals. Null below ${minSampleSize} attempts.`,
  })
  difficulty!: Decimal | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: `The point-biserial correlation of a right answer with the attempt's score, from -1 to 1, rounded half up to 4 decimals (R. F. Tate, Annals of Mathematical Statistics 25, 1954): r = (M₁ − M₀) ÷ s · √(n₁·n₀ ÷ n²). If it is below 0, weaker candidates do better: check the answer key. Null below ${minSampleSize} attempts, and if all were right, all were wrong, or all scores are equal.`,
  })
  discrimination!: Decimal | null;

  @Field(() => [ChoiceStatistics], {
    description: 'The choices with their counts, in order; empty for a numeric question.',
  })
  choices!: ChoiceStatistics[];
}

@ObjectType({
  simpleResolvers: true,
  description: `The statistics of an edition of an exam, from at most its newest ${maxSampleSize} closed attempts.`,
})
export class AssessmentStatistics {
  @Field(() => Int, { description: 'The number of attempts evaluated.' })
  attempts!: number;

  @Field(() => Int, { description: 'The number of these that were passed.' })
  passed!: number;

  @Field(() => [QuestionStatistics], { description: 'In the order of the exam.' })
  questions!: QuestionStatistics[];
}

/** Null if the viewer may not see the right answers. */
export async function statisticsOf(reader: Reader, assessmentId: string): Promise<AssessmentStatistics | null> {
  const assessment = await reader.byId(Assessment, assessmentId);
  if (!assessment || assessment.kind !== AssessmentKind.EXAM || !seesAnswerKeys(reader.viewer)) return null;
  const cells = await reader.rows<{ status: AttemptStatus; scorePercent: number; givenAnswers: string }>(
    sql`SELECT status, scorePercent, givenAnswers FROM attempt AS t
        WHERE ${reader.visible(Attempt)} AND ${column<Attempt>('assessmentId')} = ${assessmentId}
        AND ${column<Attempt>('status')} <> ${AttemptStatus.OPEN} ORDER BY id DESC LIMIT ${raw(String(maxSampleSize))}`,
  );
  const attempts = cells.map(({ status, scorePercent, givenAnswers }) => ({
    passed: status === AttemptStatus.PASSED,
    // Stored as hundredths; the unit does not affect a correlation.
    score: decimal(scorePercent),
    answers: (typeof givenAnswers === 'string' ? JSON.parse(givenAnswers) : givenAnswers) as Attempt['givenAnswers'],
  }));
  const responses = new Map<string, ItemResponse[]>();
  for (const { answers, score } of attempts) {
    for (const { questionId, choiceIds, number, points, possiblePoints } of answers) {
      const right = decimal(points!).gte(possiblePoints!);
      const answered = choiceIds.length > 0 || number !== null;
      const all = responses.get(questionId) ?? [];
      responses.set(questionId, all);
      all.push({ right, answered, choiceIds, score });
    }
  }
  return {
    attempts: attempts.length,
    passed: attempts.filter(({ passed }) => passed).length,
    questions: assessment.answerKey.map((question) => {
      const { chosen, ...figures } = itemFigures(responses.get(question.id) ?? []);
      const choices = question.choices.map(({ id, text, points }) => ({
        choiceId: id,
        text,
        points,
        chosen: chosen.get(id) ?? 0,
      }));
      return { question, ...figures, choices };
    }),
  };
}
