import type { Reader } from '../database/reader';

/**
 * Something that a module needs to know and that only modules further down can tell. It declares the question; they list
 * their answers; so it never imports them.
 */
export class Question<Subject, Answer> {
  /** Never there: what ties the types to the question. */
  declare readonly types?: (subject: Subject) => Answer;

  constructor(readonly name: string) {}
}

type AnyQuestion = Question<never, unknown>;

/** How a module answers a question of another module. */
export interface AnswerTo {
  question: AnyQuestion;
  of: (reader: Reader, subject: never) => Promise<unknown>;
}

export function answerTo<Subject, Answer>(
  question: Question<Subject, Answer>,
  of: (reader: Reader, subject: Subject) => Promise<Answer>,
): AnswerTo {
  return { question, of };
}

/** The answers of all modules. */
export class Answers {
  private readonly answers = new Map<AnyQuestion, AnswerTo['of'][]>();

  constructor(answers: readonly AnswerTo[] = []) {
    for (const { question, of } of answers) {
      this.answers.set(question, [...(this.answers.get(question) ?? []), of]);
    }
  }

  /** One answer of each module that has one, in the order of the modules. */
  to<Subject, Answer>(question: Question<Subject, Answer>, reader: Reader, subject: Subject): Promise<Answer[]> {
    const known = (this.answers.get(question) ?? []) as ((reader: Reader, subject: Subject) => Promise<Answer>)[];
    return Promise.all(known.map((of) => of(reader, subject)));
  }
}
