/*
 * The requests. All GraphQL servers get the same operations; the limit returns bodies of the same shape.
 */

export const portalPage = `query PortalPage {
  partners(first: 10) {
    nodes {
      id
      name
      country
      region
      status
      tier
      qualifications(first: 4) {
        nodes { id stage offeringId createdAt }
      }
      staffings(first: 4) {
        nodes {
          id
          offeringId
          project {
            id
            name
            status
            startsOn
            endsOn
            statementsOfWork {
              id
              status
              currencyCode
              startsOn
              endsOn
              milestones { id name dueOn paymentShare }
            }
          }
        }
      }
    }
  }
}`;

export const onePartner = `query OnePartner($id: ID!) {
  partner(id: $id) {
    id
    version
    name
    legalName
    country
    registrationNumber
    region
    industries
    website
    contactName
    contactEmail
    status
    tier
    createdAt
    updatedAt
  }
}`;

export const projectsPage = `query ProjectsPage($first: Int!, $after: String, $filter: ProjectFilter!) {
  projects(first: $first, after: $after, filter: $filter) {
    nodes {
      id
      name
      region
      industry
      deliveryMode
      status
      startsOn
      endsOn
      customer { id name }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

export const projectsFilter = {
  status: ['ACTIVE', 'CLOSED'],
  region: ['EMEA', 'North China', 'Latin America', 'Nordics'],
};

export const approval = `mutation Approve($id: ID!, $version: Int!) {
  timeEntryApprove(id: $id, version: $version) {
    timeEntry {
      id
      version
      status
      minutes
      cost { amount currencyCode }
    }
    userErrors { code message }
  }
}`;

/** Refused before any SQL statement: an unknown field, and a syntax error. */
export const refusedDocuments = ['{ partners(first: 10) { nodes { id secrets } } }', '{ partners(first: 10) { nodes {'];

/**
 * The minutes and cost of approved time by partner (null for staff), phase and currency, the first page: from the roll-up,
 * or from every entry.
 */
export const costByPhase = `query CostByPhase($source: CostSource!) {
  costByPhase(source: $source, first: 100) {
    nodes {
      partnerId
      phase
      minutes
      cost { amount currencyCode }
    }
  }
}`;
