type StepOf<Name extends string> = Name extends `${string}.${infer Step}` ? Step : string;

/**
 * Something that can be done, and to what: policies say who may do it, lifecycles say when, services ask both. The name is
 * the prefix of the record and the step: `partner.admit` is what the mutation `partnerAdmit` does.
 */
export class Action<Name extends string = string, Subject = never> {
  /** For the compiler alone: only what this takes may be given as the subject. */
  declare readonly on: (subject: Subject) => void;
  readonly step: StepOf<Name>;
  readonly mutation: string;

  constructor(readonly name: Name) {
    const [prefix, step] = name.split('.') as [string, string];
    this.step = step as StepOf<Name>;
    this.mutation = prefix + step.charAt(0).toUpperCase() + step.slice(1);
  }

  toString(): string {
    return this.name;
  }
}

/** Any action, whatever it takes; nothing can be asked about it without knowing more. */
export type AnyAction = Action<string, never>;

/** What an action takes; of a union of actions, what any of them takes. */
export type SubjectOf<Each extends AnyAction> = Each extends Action<string, infer Subject> ? Subject : never;

/** The arguments by which a subject is given: none for an action that takes none. */
export type Given<Subject> = [Subject] extends [never] ? [never] : [Subject] extends [void] ? [] : [subject: Subject];

type Actions<Prefix extends string, Step extends string, Subject> = {
  readonly [Each in Step]: Action<`${Prefix}.${Each}`, Subject>;
};

/** Actions that take no subject: `actions('partner', 'apply')`. */
export function actions<Prefix extends string, Step extends string>(
  prefix: Prefix,
  ...steps: Step[]
): Actions<Prefix, Step, void> {
  return actionsOn<void>()(prefix, ...steps);
}

/** Actions on a subject: `actionsOn<Partner>()('partner', 'admit', 'reject')`. */
export function actionsOn<Subject>() {
  return <Prefix extends string, Step extends string>(prefix: Prefix, ...steps: Step[]) =>
    Object.fromEntries(steps.map((step) => [step, new Action(`${prefix}.${step}`)])) as unknown as Actions<
      Prefix,
      Step,
      Subject
    >;
}
