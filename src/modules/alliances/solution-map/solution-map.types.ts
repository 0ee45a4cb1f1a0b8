import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { SolutionMapRelation } from './solution-map.formula';

export enum SolutionMapKind {
  PRODUCT = 'PRODUCT',
  INTEGRATION = 'INTEGRATION',
  JOINT_SOLUTION = 'JOINT_SOLUTION',
  PARTNER = 'PARTNER',
  PROJECT = 'PROJECT',
}

registerEnumType(SolutionMapKind, {
  name: 'SolutionMapKind',
  description: 'What a node of the map stands for.',
  valuesConfig: {
    PRODUCT: { description: 'A product.' },
    INTEGRATION: { description: 'An integration of two products that is not retired.' },
    JOINT_SOLUTION: { description: 'A joint solution that is not withdrawn.' },
    PARTNER: { description: 'A partner that is ASSISTED or INDEPENDENT in an offering.' },
    PROJECT: { description: 'A project that is not cancelled.' },
  },
});

registerEnumType(SolutionMapRelation, {
  name: 'SolutionMapRelation',
  description: 'How two nodes of the map are related, read from the first to the second.',
  valuesConfig: {
    INTEGRATES: { description: 'The product takes part in the integration.' },
    LEADS: { description: 'The product leads the joint solution.' },
    COMPONENT_OF: { description: 'The product is a component of the joint solution.' },
    QUALIFIED_FOR: {
      description:
        'The partner is qualified for an offering of the joint solution, or of its products if it has no offerings; for a product, for one of its offerings.',
    },
    DELIVERED_BY: { description: 'The joint solution, or the product without one, is delivered by the project.' },
    STAFFED_ON: { description: 'The partner is staffed on the project.' },
  },
});

@InputType({ description: 'What the map shows.' })
export class SolutionMapFilter {
  @Field(() => [ID], { nullable: true, description: 'Only these products and what belongs to them; at most 100 ids.' })
  productId?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Only the products of these joint solutions and what belongs to them; at most 100 ids.',
  })
  jointSolutionId?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Only these partners, and only projects that they are staffed on; at most 100 ids.',
  })
  partnerId?: string[] | null;

  @Field(() => [SolutionMapKind], {
    nullable: true,
    description: 'Only nodes of these kinds, and the edges between them; all if omitted.',
  })
  kinds?: SolutionMapKind[] | null;
}

@ObjectType({ simpleResolvers: true, description: 'A node of the map. `node(id)` returns its record.' })
export class SolutionMapNode {
  @Field(() => ID, { description: 'The id of the record.' })
  id!: string;

  @Field(() => SolutionMapKind, { description: 'What it stands for.' })
  kind!: SolutionMapKind;

  @Field({ description: 'The name of the record; the kind of an integration.' })
  label!: string;

  @Field(() => String, { nullable: true, description: 'The status of the record; null for a product.' })
  status!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A relation of two nodes of the map.' })
export class SolutionMapEdge {
  @Field(() => ID, { description: 'The id of the node from which it is read.' })
  from!: string;

  @Field(() => ID, { description: 'The id of the other node.' })
  to!: string;

  @Field(() => SolutionMapRelation, { description: 'How the two are related.' })
  relation!: SolutionMapRelation;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A map from products by integrations, joint solutions and qualified partners to projects, to be drawn.',
})
export class SolutionMap {
  @Field(() => [SolutionMapNode], { description: 'The nodes by kind: first products, last projects.' })
  nodes!: SolutionMapNode[];

  @Field(() => [SolutionMapEdge], { description: 'The relations between these nodes, each once.' })
  edges!: SolutionMapEdge[];

  @Field({ description: 'Whether nodes or edges are missing because of the limits.' })
  truncated!: boolean;

  @Field(() => [SolutionMapKind], { description: 'The kinds of which nodes are missing.' })
  truncatedKinds!: SolutionMapKind[];

  @Field(() => String, {
    nullable: true,
    description: 'What is missing, the limits, and how to narrow the map; null if it is complete.',
  })
  message!: string | null;

  @Field(() => Int, { description: 'The maximum number of nodes of each kind.' })
  maxNodesOfAKind!: number;

  @Field(() => Int, { description: 'The maximum number of edges.' })
  maxEdges!: number;
}
