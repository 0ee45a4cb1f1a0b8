/**
 * The schema of the peers: the part of the product's schema that `requests.ts` uses. It is frozen, so that additions to the
 * product need no change here, and numbers stay comparable. The naive server has the same schema as classes.
 */
export const peerSchema = `
  type Query {
    partner(id: ID!): Partner
    partners(first: Int = 20): PartnerConnection!
    projects(first: Int = 20, after: String, filter: ProjectFilter!): ProjectConnection!
  }
  input ProjectFilter { status: [String!] region: [String!] }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type PartnerConnection { nodes: [Partner!]! pageInfo: PageInfo! }
  type ProjectConnection { nodes: [Project!]! pageInfo: PageInfo! }
  type QualificationConnection { nodes: [Qualification!]! }
  type ProjectStaffingConnection { nodes: [ProjectStaffing!]! }
  type Partner {
    id: ID!
    version: Int!
    name: String!
    legalName: String!
    country: String!
    registrationNumber: String!
    region: String!
    industries: [String!]!
    website: String
    contactName: String!
    contactEmail: String!
    status: String!
    tier: String
    createdAt: String!
    updatedAt: String!
    qualifications(first: Int = 20): QualificationConnection!
    staffings(first: Int = 20): ProjectStaffingConnection!
  }
  type Qualification { id: ID! stage: String! offeringId: ID! createdAt: String! }
  type ProjectStaffing { id: ID! offeringId: ID! project: Project! }
  type Customer { id: ID! name: String! }
  type Project {
    id: ID!
    name: String!
    region: String!
    industry: String!
    deliveryMode: String!
    status: String!
    startsOn: String
    endsOn: String
    customer: Customer!
    statementsOfWork: [StatementOfWork!]!
  }
  type StatementOfWork {
    id: ID!
    status: String!
    currencyCode: String!
    startsOn: String!
    endsOn: String!
    milestones: [Milestone!]!
  }
  type Milestone { id: ID! name: String! dueOn: String! paymentShare: String! }
`;
