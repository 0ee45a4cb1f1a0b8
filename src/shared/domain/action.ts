type StepOf<Name extends string> = Name extends `${string}.${infer Step}` ? Step : string;

/**
 * Something that can be done to a subject: policies say by whom, lifecycles say when, services ask both. The name is
 * the prefix of the record and the step: `partner.admit` is the action of the mutation `partnerAdmit`.
 */
export class Action<Name extends string = string, Subject = never> {
  /** For the type checker only: restricts which subject may be given. */
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

/** Any action, regardless of its subject; a policy cannot be asked about it without knowing more. */
export type AnyAction = Action<string, never>;

/** The subject type of an action; of a union of actions, the union of their subjects. */
export type SubjectOf<Each extends AnyAction> = Each extends Action<string, infer Subject> ? Subject : never;

/** The rest arguments that pass the subject: none for an action that takes none. */
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
