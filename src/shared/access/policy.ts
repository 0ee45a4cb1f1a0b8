import type { Action, AnyAction, Given, SubjectOf } from '../domain/action';
import { ForbiddenError, RuleViolationError } from '../domain/errors';
import { or, raw, type Sql } from '../database/sql';
import type { InboxSection } from './inbox';
import { Providers } from './lookups';
import { Steps } from './steps';
import { hasRole, isInternal, readsOnly, Role, type Viewer } from './viewer';

/** A class of records. */
export type RecordClass<T = unknown> = abstract new (...args: never[]) => T;

type Condition<Subject> = (viewer: Viewer, subject: Subject) => boolean;

interface Permission {
  roles: readonly Role[] | 'ANYBODY' | 'SIGNED_IN';
  when?: Condition<never>;
}

interface Prohibition {
  when: Condition<never>;
  rule: string;
  message: string;
}

type Narrowing = (viewer: Viewer) => Sql;

interface Visibility {
  staff: readonly Role[] | 'ALL' | null;
  partner: Narrowing[];
}

/**
 * One module's rules for who may do what, and who sees which rows, written as sentences:
 *
 *   policy.allow(sowActions.sign).to(Role.PROJECT_MANAGER).when(managesTheProject);
 *   policy.forbid(timeEntryActions.approve).when(isTheirOwn, 'own-act', 'Nobody approves their own time.');
 *   policy.show(Partner).toStaff().toPartners((viewer) => sql`t.id = ${viewer.partnerId}`);
 *
 * ADMIN and SYSTEM may do everything that is not forbidden. An action that no sentence allows is refused. `toSignedIn`
 * does not include users whose roles are all read-only: a sentence must name their role.
 */
export class Policy {
  readonly permissions = new Map<AnyAction, Permission[]>();
  readonly prohibitions = new Map<AnyAction, Prohibition[]>();
  readonly visibilities = new Map<RecordClass, Visibility>();

  allow<Each extends readonly AnyAction[]>(...actions: Each) {
    const add = (permission: Permission) => {
      for (const action of actions) this.permissions.set(action, [...(this.permissions.get(action) ?? []), permission]);
      return {
        when: (condition: Condition<SubjectOf<Each[number]>>) => {
          permission.when = condition;
        },
      };
    };
    return {
      to: (...roles: Role[]) => add({ roles }),
      toSignedIn: () => add({ roles: 'SIGNED_IN' }),
      toAnybody: () => add({ roles: 'ANYBODY' }),
    };
  }

  /** Holds for everybody, administrators included. */
  forbid<Each extends readonly AnyAction[]>(...actions: Each) {
    return {
      when: (when: Condition<SubjectOf<Each[number]>>, rule: string, message: string) => {
        for (const action of actions) {
          const prohibition = { when, rule, message };
          this.prohibitions.set(action, [...(this.prohibitions.get(action) ?? []), prohibition]);
        }
      },
    };
  }

  /**
   * Which rows of a record a viewer sees. Several modules may contribute to a record: a row is visible if any of them
   * shows it.
   */
  show(record: RecordClass) {
    const visibility = this.visibilities.get(record) ?? { staff: null, partner: [] };
    this.visibilities.set(record, visibility);
    const sentence = {
      toStaff: (...roles: Role[]) => {
        visibility.staff = roles.length > 0 ? roles : 'ALL';
        return sentence;
      },
      toPartners: (narrowing: Narrowing) => {
        visibility.partner.push(narrowing);
        return sentence;
      },
    };
    return sentence;
  }
}

/** The condition for a record of which a viewer sees all rows. Compared by identity. */
export const everything = raw('1 = 1');
export const nothing = raw('1 = 0');

/** The policies of all modules, their contributions to each other's steps, and the values for each other's lookups. */
export class Access {
  private readonly permissions = new Map<AnyAction, Permission[]>();
  private readonly prohibitions = new Map<AnyAction, Prohibition[]>();
  private readonly visibilities = new Map<RecordClass, Visibility[]>();

  constructor(
    policies: readonly Policy[],
    readonly steps = new Steps(),
    readonly providers = new Providers(),
    readonly inbox: readonly InboxSection[] = [],
  ) {
    for (const policy of policies) {
      for (const [action, permissions] of policy.permissions) {
        this.permissions.set(action, [...(this.permissions.get(action) ?? []), ...permissions]);
      }
      for (const [action, prohibitions] of policy.prohibitions) {
        this.prohibitions.set(action, [...(this.prohibitions.get(action) ?? []), ...prohibitions]);
      }
      for (const [record, visibility] of policy.visibilities) {
        this.visibilities.set(record, [...(this.visibilities.get(record) ?? []), visibility]);
      }
    }
    refuseTwins([...this.permissions.keys(), ...this.prohibitions.keys()]);
  }

  /** Whether any policy mentions the action. An action that none mentions is for the system only. */
  mentions(action: AnyAction): boolean {
    return this.permissions.has(action);
  }

  /**
   * Whether the viewer may do this to the subject. Prohibitions are not included: they have a reason, and `assert`
   * throws them.
   */
  allows<Subject>(viewer: Viewer, action: Action<string, Subject>, ...[subject]: Given<Subject>): boolean {
    const permissions = this.permissions.get(action);
    if (!permissions) throw new Error(`No policy mentions ${action.name}.`);
    if (viewer.kind === 'SYSTEM' || hasRole(viewer, Role.ADMIN)) return true;
    return permissions.some(
      ({ roles, when }) => names(roles, viewer) && (!when || (when as Condition<unknown>)(viewer, subject)),
    );
  }

  /** Whether the viewer's roles allow the action on some subjects. */
  rolesAllow(viewer: Viewer, action: AnyAction): boolean {
    if (viewer.kind === 'SYSTEM' || hasRole(viewer, Role.ADMIN)) return true;
    return (this.permissions.get(action) ?? []).some(({ roles }) => names(roles, viewer));
  }

  /** The rule that forbids this to this viewer, regardless of their roles; null if none does. */
  prohibition<Subject>(
    viewer: Viewer,
    action: Action<string, Subject>,
    ...[subject]: Given<Subject>
  ): { rule: string; message: string } | null {
    const found = this.prohibitions.get(action)?.find(({ when }) => (when as Condition<unknown>)(viewer, subject));
    return found ? { rule: found.rule, message: found.message } : null;
  }

  assert<Subject>(viewer: Viewer, action: Action<string, Subject>, ...given: Given<Subject>): void {
    if (!this.allows(viewer, action, ...given)) throw new ForbiddenError(`You may not do this (${action.name}).`);
    const prohibition = this.prohibition(viewer, action, ...given);
    if (prohibition) throw new RuleViolationError(prohibition.rule, prohibition.message);
  }

  /** The rows of a record that the viewer sees, as a condition on the alias `t`. */
  rows(viewer: Viewer, record: RecordClass): Sql {
    if (viewer.kind === 'SYSTEM') return everything;
    const visibilities = this.visibilities.get(record);
    if (!visibilities) throw new Error(`No policy shows ${record.name} to anybody.`);
    if (viewer.kind === 'STAFF') {
      const seen = visibilities.some(
        ({ staff }) => staff === 'ALL' || (staff !== null && hasRole(viewer, Role.ADMIN, ...staff)),
      );
      return seen ? everything : nothing;
    }
    if (viewer.kind === 'PARTNER') {
      const narrowings = visibilities.flatMap(({ partner }) => partner.map((narrowing) => narrowing(viewer)));
      return narrowings.length > 0 ? or(narrowings) : nothing;
    }
    return nothing;
  }

  shows(record: RecordClass): boolean {
    return this.visibilities.has(record);
  }

  /** Whether the viewer sees the vendor's internal data: cost, margin, internal notes. */
  seesInternal(viewer: Viewer): boolean {
    return isInternal(viewer);
  }
}

function names(roles: Permission['roles'], viewer: Viewer): boolean {
  if (roles === 'ANYBODY') return true;
  return roles === 'SIGNED_IN' ? viewer.userId !== null && !readsOnly(viewer) : hasRole(viewer, ...roles);
}

/** A second action with the same name would be a different object, which no policy about the first one covers. */
function refuseTwins(actions: readonly AnyAction[]): void {
  const byName = new Map<string, AnyAction>();
  for (const action of actions) {
    if ((byName.get(action.name) ?? action) !== action) throw new Error(`The action ${action.name} is declared twice.`);
    byName.set(action.name, action);
  }
}

/** For records that are already known to be visible: every row, but still no internal data for partners. */
export const everyRow: Access = new (class extends Access {
  override rows(): Sql {
    return everything;
  }
})([]);
