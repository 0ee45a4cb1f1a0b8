export enum SolutionMapRelation {
  INTEGRATES = 'INTEGRATES',
  LEADS = 'LEADS',
  COMPONENT_OF = 'COMPONENT_OF',
  QUALIFIED_FOR = 'QUALIFIED_FOR',
  DELIVERED_BY = 'DELIVERED_BY',
  STAFFED_ON = 'STAFFED_ON',
}

interface Edge {
  from: string;
  to: string;
  relation: SolutionMapRelation;
}

export interface Qualified extends Record<string, unknown> {
  partnerId: string;
  offeringId: string;
  productId: string;
}

interface Part {
  jointSolutionId: string;
  role: string;
  productId: string | null;
  offeringId: string | null;
}

const { INTEGRATES, LEADS, COMPONENT_OF, QUALIFIED_FOR, DELIVERED_BY, STAFFED_ON } = SolutionMapRelation;

/** The edges between nodes that are on the map, each once, up to a limit. */
export class EdgeList {
  readonly all: Edge[] = [];
  isTruncated = false;
  private readonly known = new Set<string>();

  constructor(
    private readonly nodes: ReadonlySet<string>,
    private readonly limit: number,
  ) {}

  addIntegrations(integrations: readonly { id: string; productId: string; otherProductId: string }[]): void {
    for (const { id, productId, otherProductId } of integrations) {
      this.add(productId, id, INTEGRATES);
      this.add(otherProductId, id, INTEGRATES);
    }
  }

  addParts(parts: readonly Part[]): void {
    for (const { jointSolutionId, productId, role } of parts) {
      if (productId) this.add(productId, jointSolutionId, role === 'LEAD' ? LEADS : COMPONENT_OF);
    }
  }

  /** Partners for the products of their offerings, and for joint solutions with these offerings or products. */
  addQualified(parts: readonly Part[], qualified: readonly Qualified[]): void {
    const withOfferings = new Set(parts.filter(({ offeringId }) => offeringId).map((part) => part.jointSolutionId));
    for (const { partnerId, offeringId, productId } of qualified) {
      this.add(partnerId, productId, QUALIFIED_FOR);
      for (const part of parts) {
        const matches = withOfferings.has(part.jointSolutionId)
          ? part.offeringId === offeringId
          : part.productId === productId;
        if (matches) this.add(partnerId, part.jointSolutionId, QUALIFIED_FOR);
      }
    }
  }

  /** A project hangs on its joint solution, or on its products if that is not on the map. */
  addProjects(
    projects: readonly { id: string; jointSolutionId: string | null }[],
    offerings: readonly { projectId: string; productId: string }[],
  ): void {
    const joint = new Set<string>();
    for (const { id, jointSolutionId } of projects) {
      if (jointSolutionId && this.nodes.has(jointSolutionId)) {
        joint.add(id);
        this.add(jointSolutionId, id, DELIVERED_BY);
      }
    }
    for (const { projectId, productId } of offerings) {
      if (!joint.has(projectId)) this.add(productId, projectId, DELIVERED_BY);
    }
  }

  addStaffings(staffings: readonly { projectId: string; partnerId: string }[]): void {
    for (const { partnerId, projectId } of staffings) this.add(partnerId, projectId, STAFFED_ON);
  }

  private add(from: string, to: string, relation: SolutionMapRelation): void {
    const key = `${from} ${to} ${relation}`;
    if (!this.nodes.has(from) || !this.nodes.has(to) || this.known.has(key)) return;
    if (this.all.length >= this.limit) {
      this.isTruncated = true;
      return;
    }
    this.known.add(key);
    this.all.push({ from, to, relation });
  }
}

/** What is missing on the map, the limits, and what to do; null if it is complete. */
export function messageOf(
  kinds: readonly string[],
  edges: boolean,
  { maxNodes, maxEdges }: { maxNodes: number; maxEdges: number },
): string | null {
  const missing = [
    ...(kinds.length > 0 ? [`More than ${maxNodes} nodes of the kind ${kinds.join(', ')} match.`] : []),
    ...(edges ? [`There are more than ${maxEdges} edges.`] : []),
  ];
  if (missing.length === 0) return null;
  return `${missing.join(' ')} The map shows at most ${maxNodes} nodes of each kind and ${maxEdges} edges: narrow it with the filter.`;
}
