/** What the explorer opens with: one tab for each, named after the operation. */
export interface Example {
  query: string;
  variables?: string;
}

export const examples: Example[] = [
  {
    query: `# Who is signed in?
# Pick another login in the bar above, and run it again.
query Viewer {
  viewer {
    id
    name
    email
    roles
    partnerId
  }
}
`,
  },
  {
    query: `# The partners that the viewer may see:
# how far each has come, and what can happen next.
query Partners($first: Int = 10, $after: String) {
  partners(first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      name
      status
      gate {
        satisfied
        criteria {
          code
          description
          required
          observed
          met
        }
      }
      availableActions {
        name
        allowed
        blockedBy {
          code
          message
        }
      }
    }
  }
}
`,
    variables: `{
  "first": 10
}
`,
  },
  {
    query: `# Why is a partner not independent yet?
# The gate says it criterion by criterion, with evidence.
query QualificationGate {
  partners(first: 5) {
    nodes {
      name
      qualifications {
        id
        status
        offering {
          name
        }
        gate {
          satisfied
          criteria {
            code
            description
            required
            observed
            met
            gap
            waived
            evidence
          }
        }
      }
    }
  }
}
`,
  },
  {
    query: `# Is the statement of work clear,
# and do cost and progress follow the plan?
query Projects {
  projects(first: 5) {
    nodes {
      id
      name
      status
      statementOfWork {
        id
        status
        clarity {
          score
          findings {
            severity
            path
            advice
          }
        }
      }
      earnedValue {
        plannedValue {
          amount
          currencyCode
        }
        earnedValue {
          amount
          currencyCode
        }
        actualCost {
          amount
          currencyCode
        }
        costPerformanceIndex
        schedulePerformanceIndex
      }
    }
  }
}
`,
  },
  {
    query: `# The latest time entries, with who worked on what.
query TimeEntries {
  timeEntries(first: 20, orderBy: { field: WORKED_ON, direction: DESC }) {
    nodes {
      id
      workedOn
      minutes
      status
      person {
        name
      }
      project {
        name
      }
    }
  }
}
`,
  },
  {
    query: `# A firm applies. What is wrong with the input comes back
# in userErrors, and nothing is written then.
mutation PartnerApply($input: PartnerApplyInput!) {
  partnerApply(input: $input) {
    partner {
      id
      name
      status
    }
    userErrors {
      code
      message
      field
    }
  }
}
`,
    variables: `{
  "input": {
    "name": "Example Consulting GmbH",
    "country": "DE",
    "contactName": "Erika Beispiel",
    "contactEmail": "erika@consulting.example"
  }
}
`,
  },
  {
    query: `# Keep this running, and change something in another window:
# facts arrive as they are stated.
subscription FactStated {
  factStated {
    id
    type
    occurredAt
    actor {
      name
    }
    subject {
      id
    }
    data
  }
}
`,
  },
];
