import { buildSchema } from 'graphql';
import { breaksBetween, flawsOf, promiseOf } from './schema-rules';

const sound = `
"What can be read."
type Query {
  "A project that you may see; null if it does not exist."
  project("Which one to read." id: ID!): Project
}
"Work for a customer."
type Project {
  "What lists show."
  name: String!
  "Where it stands."
  status: Status!
}
"Where a project stands."
enum Status {
  "Work is under way."
  ACTIVE
}
"Which projects to list."
input ProjectFilter {
  "Only those in one of these states."
  status: [Status!]
}
`;

describe('the rules of the schema', () => {
  it('accept a valid schema', () => {
    expect(flawsOf(buildSchema(sound))).toEqual([]);
  });

  it.each([
    ['"Work for a customer."', '', 'Project has no description'],
    ['"What lists show."', '', 'Project.name has no description'],
    ['"Work is under way."', '', 'Status.ACTIVE has no description'],
    ['"Which one to read." id', 'id', 'Query.project(id) has no description'],
    ['"Only those in one of these states."', '', 'ProjectFilter.status has no description'],
    ['"What lists show."', '"The name."', 'Project.name has a description that only says its name'],
    ['"What lists show."', '"what lists show."', 'Project.name has a description that does not begin with a capital'],
    ['"What lists show."', '"What lists show"', 'Project.name has a description that does not end with a full stop'],
    ['name: String!', 'Name: String!', 'Project.Name is not named as a field is'],
    ['  ACTIVE', '  active', 'Status.active is not named as a value is'],
    ['input ProjectFilter', 'input Projects', 'Projects is an input and does not end in Input, Filter or Order'],
    ['name: String!', 'name: String! @deprecated(reason: " ")', 'Project.name is deprecated without a reason'],
    ['enum Status', 'type project { "A text." a: Int }\n"States." enum Status', 'project is not named as a type is'],
  ])('find %s made %s', (before, after, flaw) => {
    const changed = sound.replace(before, after);
    expect(changed).not.toBe(sound);
    expect(flawsOf(buildSchema(changed))).toContain(flaw);
  });
});

describe('the promise to clients', () => {
  it('is kept by changed descriptions and by additions', async () => {
    const more = sound.replace('name: String!', 'name: String!\n  "The first day."\n  startsOn: String');
    const said = more.replace('Work for a customer', 'What is delivered');
    expect(await breaksBetween(promiseOf(sound), said)).toEqual([]);
    expect(promiseOf(said)).toBe(promiseOf(more));
  });

  it.each([
    ['name: String!', 'title: String!', 'Project.name'],
    ['name: String!', 'name: String', 'Project.name'],
    ['project("Which one to read." id: ID!)', 'project(id: ID!, on: String!)', 'Query.project.on'],
    ['  ACTIVE', '  OPEN', 'Status.ACTIVE'],
    ['status: [Status!]', 'status: [Status!]!', 'ProjectFilter.status'],
  ])('is broken by %s made %s', async (before, after, path) => {
    const changed = sound.replace(before, after);
    expect(changed).not.toBe(sound);
    const breaks = await breaksBetween(promiseOf(sound), changed);
    expect(breaks).toEqual([expect.stringMatching(new RegExp(`^${path}: `))]);
  });
});
