import { anything, boolean, isObject, type Json, list, map, moment, number, object, oneOf, type Rule, text, wholeNumber, wrong } from './xapi.rules'; // prettier-ignore

/* A statement of xAPI 1.0.3, as data: what each part may and must contain, and the rules between its parts. */

/** The length of the columns that store names of people, verbs and activities. */
export const maxName = 500;
const any = Infinity;

const iriForm = /^[a-z][a-z0-9+.-]*:\S+$/i;
const iri = (maxLength = any) => text(iriForm, 'must be an IRI', maxLength);
export const uuidForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const uuid = text(uuidForm, 'must be a UUID');
const string = text(/^/, 'must be a text');
const filled = text(/\S/, 'is empty', maxName);
const versionForm = /^1\.0(?:\.\d{1,3})?$/;
const duration = text(
  /^P(?:\d+(?:\.\d+)?W|(?=\d|T\d)(?:\d+(?:\.\d+)?Y)?(?:\d+(?:\.\d+)?M)?(?:\d+(?:\.\d+)?D)?(?:T(?=\d)(?:\d+(?:\.\d+)?H)?(?:\d+(?:\.\d+)?M)?(?:\d+(?:\.\d+)?S)?)?)$/,
  'must be an ISO 8601 duration',
);
/** A language tag of RFC 5646, with the older tags that it still allows. */
const languageForm =
  /^(?:(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?|x(?:-[a-z\d]{1,8})+|i-[a-z]{2,8}|en-gb-oed|sgn-(?:be-fr|be-nl|ch-de))$/i;
const languageMap = map(languageForm, 'must be a language tag', string);
const extensions = map(iriForm, 'must be an IRI', anything);

const identifiers = {
  mbox: text(/^mailto:[^\s@]+@\S+$/i, 'must be a mailto: address', maxName),
  mbox_sha1sum: text(/^[0-9a-f]{40}$/i, 'must be a SHA-1'),
  openid: text(iriForm, 'must be an address', maxName),
  account: object({ homePage: iri(maxName), name: filled }, ['homePage', 'name']),
};
export const identifiersIn = (actor: Json) => Object.keys(identifiers).filter((name) => actor[name] !== undefined);

const knownOnce = (actor: Json, path: string[]) => {
  if (identifiersIn(actor).length !== 1) throw wrong(path, 'must have one of mbox, mbox_sha1sum, openid and account');
};
const agent = object({ objectType: oneOf('Agent'), name: string, ...identifiers }, [], knownOnce);
const group = object(
  { objectType: oneOf('Group'), name: string, ...identifiers, member: list(agent) },
  ['objectType'],
  (value, path) => {
    if (identifiersIn(value).length > 0) knownOnce(value, path);
    else if (!Array.isArray(value.member)) throw wrong([...path, 'member'], 'is missing in a group without a name');
  },
);

/** Chooses the rule by `objectType`. */
function byType(rules: Readonly<Record<string, Rule>>, otherwise: string): Rule {
  return (value, path) => {
    if (!isObject(value)) throw wrong(path, 'must be an object');
    const kind = value.objectType === undefined ? otherwise : value.objectType;
    if (typeof kind !== 'string' || !Object.hasOwn(rules, kind)) {
      throw wrong([...path, 'objectType'], `is not one of ${Object.keys(rules).join(', ')}`);
    }
    rules[kind]!(value, path);
  };
}

export const actor = byType({ Agent: agent, Group: group }, 'Agent');
/** Three-legged OAuth: the application and the person for whom it acts. */
const authority = byType(
  {
    Agent: agent,
    Group: (value, path) => {
      group(value, path);
      const { member, ...named } = value as Json & { member?: unknown[] };
      if (identifiersIn(named).length > 0 || member?.length !== 2) {
        throw wrong(path, 'must be a group of two members without a name');
      }
    },
  },
  'Agent',
);

const components = list(object({ id: filled, description: languageMap }, ['id']));
const componentsOf: Readonly<Record<string, readonly string[]>> = {
  'true-false': [],
  choice: ['choices'],
  'fill-in': [],
  'long-fill-in': [],
  matching: ['source', 'target'],
  performance: ['steps'],
  sequencing: ['choices'],
  likert: ['scale'],
  numeric: [],
  other: [],
};
const componentNames = [...new Set(Object.values(componentsOf).flat())];

const activity = object(
  {
    objectType: oneOf('Activity'),
    id: iri(maxName),
    definition: object(
      {
        name: languageMap,
        description: languageMap,
        type: iri(),
        moreInfo: iri(),
        interactionType: oneOf(...Object.keys(componentsOf)),
        correctResponsesPattern: list(string),
        ...Object.fromEntries(componentNames.map((name) => [name, components])),
        extensions,
      },
      [],
      (definition, path) => {
        for (const name of componentNames.filter((each) => definition[each] !== undefined)) {
          if (!componentsOf[definition.interactionType as string]?.includes(name)) {
            throw wrong([...path, name], 'does not belong to this interactionType');
          }
          const ids = (definition[name] as Json[]).map(({ id }) => id);
          if (new Set(ids).size < ids.length) throw wrong([...path, name], 'has an id twice');
        }
        if (definition.correctResponsesPattern !== undefined && definition.interactionType === undefined) {
          throw wrong([...path, 'interactionType'], 'is missing');
        }
      },
    ),
  },
  ['id'],
);
const reference = object({ objectType: oneOf('StatementRef'), id: uuid }, ['objectType', 'id']);

const score = object(
  { scaled: number(-1, 1), raw: number(), min: number(), max: number() },
  [],
  ({ raw, min, max }, path) => {
    const at = (name: string, value: unknown, bound: unknown, sign: 1 | -1) => {
      const exceeds = typeof value === 'number' && typeof bound === 'number' && sign * (value - bound) > 0;
      if (exceeds) throw wrong([...path, name], `is ${sign > 0 ? 'above' : 'below'} ${bound}`);
    };
    at('min', min, max, 1);
    at('raw', raw, max, 1);
    at('raw', raw, min, -1);
  },
);
const result = object({ score, success: boolean, completion: boolean, response: string, duration, extensions });

const one: Rule = byType({ Activity: activity }, 'Activity');
const activities: Rule = (value, path) => (Array.isArray(value) ? list(one) : one)(value, path);
const context = object({
  registration: uuid,
  instructor: actor,
  team: byType({ Group: group }, ''),
  contextActivities: object({ parent: activities, grouping: activities, category: activities, other: activities }),
  revision: string,
  platform: string,
  language: text(languageForm, 'must be a language tag'),
  statement: reference,
  extensions,
});
const attachment = object(
  {
    usageType: iri(),
    display: languageMap,
    description: languageMap,
    contentType: text(/^[\w.+-]+\/[\w.+-]+(?:\s*;.*)?$/, 'must be a media type'),
    length: wholeNumber,
    sha2: text(/^(?:[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/i, 'must be a SHA-2'),
    fileUrl: iri(),
  },
  ['usageType', 'display', 'contentType', 'length', 'sha2'],
);

/** Results that contradict a verb. */
const contradictions: Readonly<Record<string, Readonly<Record<string, boolean>>>> = {
  'http://adlnet.gov/expapi/verbs/passed': { success: false },
  'http://adlnet.gov/expapi/verbs/completed': { completion: false },
  'http://adlnet.gov/expapi/verbs/failed': { success: true },
  'https://w3id.org/xapi/adl/verbs/waived': { success: false, completion: false },
};

const agreesWithItself = (statement: Json, path: string[]) => {
  const { id } = statement.verb as { id: string };
  const said = (statement.result ?? {}) as Json;
  for (const [name, value] of Object.entries(contradictions[id] ?? {})) {
    if (said[name] === value) throw wrong([...path, 'result', name], `is ${value}, which contradicts the verb`);
  }
  const { objectType = 'Activity' } = statement.object as Json;
  for (const name of ['revision', 'platform']) {
    if (objectType !== 'Activity' && (statement.context as Json | undefined)?.[name] !== undefined) {
      throw wrong([...path, 'context', name], 'is allowed only in statements about an activity');
    }
  }
};

const aboutAnything = { Activity: activity, Agent: agent, Group: group, StatementRef: reference };
const said = (objects: Readonly<Record<string, Rule>>) => ({
  actor,
  verb: object({ id: iri(maxName), display: languageMap }, ['id']),
  object: byType(objects, 'Activity'),
  result,
  context,
  timestamp: moment,
  attachments: list(attachment),
});
const needed = ['actor', 'verb', 'object'];
const subStatement = object(
  { objectType: oneOf('SubStatement'), ...said(aboutAnything) },
  ['objectType', ...needed],
  agreesWithItself,
);

export const statement = object(
  {
    id: uuid,
    ...said({ ...aboutAnything, SubStatement: subStatement }),
    stored: moment,
    authority,
    version: text(versionForm, 'is not a supported version: use 1.0.x'),
  },
  needed,
  agreesWithItself,
);

/** Whether this version of xAPI is supported. */
export function isSupported(version: string): boolean {
  return versionForm.test(version);
}
