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
    # Where your days begin and end; userTimeZoneSet changes it. Null is the zone of the installation.
    timeZone
  }
}
`,
  },
  {
    query: `# Why may a partner not yet deliver alone?
# Each gate says it criterion by criterion, with the records it counted.
query QualificationGates($first: Int! = 5) {
  partners(first: $first, filter: { status: [ACTIVE] }) {
    totalCount
    nodes {
      name
      tier
      computedTier {
        tier
      }
      qualifications {
        nodes {
          stage
          offering {
            name
          }
          gate {
            name
            satisfied
            criteria {
              code
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
}
`,
    variables: `{
  "first": 5
}
`,
  },
  {
    query: `# Firms on their way in: what is handed in, what is missing,
# and what you could do next.
query Onboarding {
  partners(first: 10, filter: { status: [APPLICANT, ONBOARDING] }) {
    nodes {
      name
      status
      onboardingItems {
        title
        status
        dueOn
      }
      gate {
        satisfied
        criteria {
          description
          met
          gap
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
  },
  {
    query: `# Is the statement of work clear,
# and do cost and progress follow the plan?
# As a partner's user, see what of it is not for them.
query Projects {
  projects(first: 5, filter: { status: [ACTIVE, ACCEPTANCE] }) {
    nodes {
      name
      status
      customer {
        name
        tier
      }
      statementOfWork {
        status
        totals {
          price {
            amount
            currencyCode
          }
          budgetCost {
            amount
          }
          plannedHours
        }
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
        on
        bac {
          amount
          currencyCode
        }
        pv {
          amount
        }
        ev {
          amount
        }
        ac {
          amount
        }
        cpi
        spi
        eac {
          amount
        }
        unavailable {
          figure
          reason
        }
      }
    }
  }
}
`,
  },
  {
    query: `# Which projects need their manager today, and why?
# When will they end, and what will they cost, if they continue at this pace?
query ProjectsInTrouble {
  projects(first: 5, filter: { status: [ACTIVE], health: [RED, AMBER] }) {
    nodes {
      name
      manager {
        name
      }
      health {
        status
        reasons {
          code
          severity
          message
          evidence
        }
      }
      forecast {
        weeksOfHistory
        endDate {
          p10
          p50
          p80
        }
        cost {
          p50 {
            amount
            currencyCode
          }
          p80 {
            amount
          }
        }
        probabilityOnTime
        unavailable {
          figure
          reason
        }
      }
      scopeCreep {
        percent
        reason
        changeOrders {
          number
          title
        }
      }
      reporting {
        nextDueOn
        overdueDays
        lateReports
      }
      riskHeatMap {
        probability
        impact
        riskIds
      }
    }
  }
}
`,
  },
  {
    query: `# Projects whose manager has left, and what is not decided on them:
# each waits for projectReassign(id, version, managerId, reason).
query ProjectsWithoutManager {
  projects(first: 10, filter: { managed: false }) {
    nodes {
      name
      status
      statusSince
      manager {
        name
        status
      }
      undecided {
        kind
        count
        blocksClose
      }
    }
  }
}
`,
  },
  {
    query: `# What is before a project manager: change orders with what they change,
# and what they come to; printUrl is the paper that the customer signs.
query ChangeOrders {
  changeOrders(first: 10, filter: { status: [DRAFT, SUBMITTED] }) {
    nodes {
      number
      title
      cause
      status
      project {
        name
      }
      effect {
        price {
          amount
          currencyCode
        }
        endDays
        hours
      }
      difference {
        kind
        label
        before
        after
      }
      printUrl
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
  },
  {
    query: `# The latest time entries: who worked on what.
query TimeEntries {
  timeEntries(first: 20, orderBy: { field: WORKED_ON, direction: DESC }) {
    nodes {
      workedOn
      minutes
      phase
      status
      user {
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
    "name": "Example Consulting",
    "legalName": "Example Consulting GmbH",
    "country": "DE",
    "registrationNumber": "HRB 12345",
    "region": "DACH",
    "industries": ["Machinery"],
    "contactName": "Erika Beispiel",
    "contactEmail": "erika@consulting.example"
  }
}
`,
  },
  {
    query: `# Read what a time tracker exported: upload its CSV by POST /documents,
# put the id in, and try it first. A dry run writes no time.
mutation TimeEntriesImport($input: TimeEntriesImportInput!) {
  timeEntriesImport(input: $input) {
    timeImport {
      id
      status
      dryRun
      linesImported
      linesDuplicate
      linesRefused
      findings(first: 20) {
        nodes {
          line
          column
          severity
          message
        }
      }
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
    "documentId": "document_01jd5s9c0ye5rt3t7m6x0j5d1q",
    "mode": "VALID_LINES",
    "dryRun": true,
    "mapping": {
      "tool": "CLOCKIFY",
      "dateFormat": "MONTH_DAY_YEAR",
      "fixed": [{ "field": "PHASE", "value": "Build" }]
    }
  }
}
`,
  },
  {
    query: `# What customers say about delivered work.
# Sign in as a partner: it sees the answers about its own firm, without the contact.
query SurveyResponses {
  surveyScores(filter: { from: "2020-01-01" }) {
    csat
    csatSampleSize
    nps
    npsSampleSize
  }
  surveyResponses(first: 10) {
    nodes {
      kind
      score
      comment
      respondedOn
      status
      project {
        name
      }
      partner {
        name
      }
      contact {
        name
      }
    }
  }
}
`,
  },
  {
    query: `# How did a partner score, and what would raise it most?
# Every number opens up to its records; \`current\` is what the card would say now.
query Scorecards($first: Int! = 3) {
  scorecards(first: $first, filter: { status: [PUBLISHED] }) {
    nodes {
      partner {
        name
        standing {
          name
          staffing
        }
      }
      startsOn
      endsOn
      total
      overall
      standing
      criteria {
        label
        score
        maximum
        weight
        metrics {
          name
          value
          evidence
        }
      }
      improvements {
        explanation
        points
      }
      current {
        total
        overall
        standing
      }
      trend(periods: 4) {
        startsOn
        total
        overall
      }
    }
  }
}
`,
  },
  {
    query: `# Which products work together, and who delivers them?
# Nodes and edges, ready to be drawn. A partner sees only its own part of the map.
query SolutionMap {
  solutionMap {
    nodes {
      id
      kind
      label
      status
    }
    edges {
      from
      to
      relation
    }
    truncated
    message
  }
}
`,
  },
  {
    query: `# How far are our alliances, and what are they worth?
# Each step has the record of its decision.
query Alliances {
  alliances {
    nodes {
      name
      stage
      nextReviewOn
      products {
        product {
          name
        }
        organization {
          name
        }
      }
      steps(first: 10) {
        nodes {
          to
          reason
          at
        }
      }
      jointSolutions {
        nodes {
          name
          status
        }
      }
      value {
        metrics {
          label
          value
          unit
        }
        acceptedValue {
          amount
          currencyCode
        }
      }
    }
  }
  allianceSuggestions(minimumProjects: 1) {
    nodes {
      product {
        name
      }
      otherProduct {
        name
      }
      projectCount
    }
  }
}
`,
  },
  {
    query: `# Sanctions: what was proposed and why, the partner's answer, the plan that leads out, and the appeals.
# Sign in as a partner's administrator: it sees its own, and may answer and appeal.
query Sanctions {
  sanctions(first: 10) {
    nodes {
      status
      severity
      effect
      reasons
      partner {
        name
      }
      evidence {
        id
      }
      responseDueOn
      answer
      startsOn
      endsOn
      correctiveActions {
        title
        status
        dueOn
      }
      appeals {
        status
        reasons
        endReason
      }
      availableActions {
        name
        allowed
        blockedBy {
          message
        }
      }
    }
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
  {
    query: `# Where does the marketing money of partners stand, and what did it bring?
# As a partner's administrator, see that the funds of others do not exist.
query MarketingFunds {
  marketingFunds(first: 5) {
    nodes {
      name
      kind
      expiresOn
      partner {
        name
      }
      balance {
        budget {
          amount
          currencyCode
        }
        reserved {
          amount
        }
        claimed {
          amount
        }
        paid {
          amount
        }
        free {
          amount
        }
      }
      return {
        leads
        costPerLead {
          amount
        }
      }
      requests(first: 5) {
        nodes {
          title
          status
          claimBy
          approved {
            amount
          }
          claims(first: 3) {
            nodes {
              status
              reimbursed {
                amount
              }
              proofs {
                kind
              }
            }
          }
          availableActions {
            name
            allowed
          }
        }
      }
    }
  }
}
`,
  },
  {
    query: `# What each partner earned, and what is payable.
query PartnerIncentives {
  partners(first: 5) {
    nodes {
      name
      incentiveBalance {
        points {
          earned
        }
        money {
          currencyCode
          earned {
            amount
          }
          coming {
            amount
          }
          payable {
            amount
          }
          paid {
            amount
          }
        }
      }
    }
  }
  incentiveEntries(first: 10) {
    nodes {
      kind
      points
      amount {
        amount
        currencyCode
      }
      reason
      state
      payableFrom
    }
  }
}
`,
  },
  {
    query: `# Which opportunities do partners share, what is missing in them,
# and how many accounts do both firms have in common?
query GoingToMarket {
  coSells(first: 5) {
    nodes {
      title
      status
      partner {
        name
      }
      editableFields
      clarity {
        complete
        findings {
          severity
          advice
        }
      }
    }
  }
  accountMappings(first: 2) {
    nodes {
      status
      effectiveLevels {
        customers
        openOpportunities
        prospects
      }
      matrix {
        vendorPopulation
        partnerPopulation
        level
        count
      }
    }
  }
  attributions(first: 5) {
    nodes {
      kind
      status
      tests {
        code
        passed
      }
    }
  }
}
`,
  },
  {
    query: `# What would a draft of the incentive scheme have given partners?
# Run it, copy the id of a scheme into draftId, set tried to true, and run it again.
query TriedScheme($draftId: ID!, $tried: Boolean!, $from: Date!, $to: Date!) {
  incentiveSchemes(first: 5) {
    nodes {
      id
      name
      status
      effectiveOn
      rules {
        code
        label
        rate
      }
    }
  }
  incentiveSchemeImpact(draftId: $draftId, from: $from, to: $to, onlyDifferent: true, first: 5)
    @include(if: $tried) {
    nodes {
      partner {
        name
      }
      ruleLabel
      inForce
      tried
      difference
      evidence {
        recordId
        inForce
        tried
      }
    }
  }
}
`,
    variables: `{
  "draftId": "incentive_scheme_01jd5s9c0ye5rt3t7m6x0j5d1q",
  "tried": false,
  "from": "2026-01-01",
  "to": "2026-03-31"
}
`,
  },
  {
    query: `# Which schemes were tried in the background, and what came of it?
query Trials {
  incentiveTrials(first: 3) {
    nodes {
      id
      scheme {
        name
      }
      startsOn
      endsOn
      status
      factsCounted
      factsTotal
      impacts(onlyDifferent: true, first: 3) {
        nodes {
          partner {
            name
          }
          ruleLabel
          inForce
          tried
        }
      }
    }
  }
}
`,
  },
];
