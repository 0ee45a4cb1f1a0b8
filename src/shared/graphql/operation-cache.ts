import type { ASTNode, DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/*
 * Caches of parsed operations are bounded by size, not by number: a query text of six kilobytes parses to a thousand
 * nodes, which take a hundred times its size.
 */

/** The maximum number of nodes in one cache. */
export const maxKeptNodes = 100_000;
/**
 * A parsed operation keeps its text, in which a comment or a value counts as at most one node, regardless of its
 * length.
 */
const charactersPerNode = 100;

const sizes = new WeakMap<DocumentNode, number>();

/** The number of nodes in the syntax tree. */
export function nodesOf(document: DocumentNode): number {
  let nodes = sizes.get(document);
  if (nodes === undefined) sizes.set(document, (nodes = count(document)));
  return nodes;
}

function count(node: ASTNode): number {
  let nodes = 1;
  for (const [name, value] of Object.entries(node)) {
    if (name === 'loc' || typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) for (const each of value as ASTNode[]) nodes += count(each);
    else nodes += count(value as ASTNode);
  }
  return nodes;
}

/** The cost of keeping the operation, in nodes. */
function sizeOf(document: DocumentNode): number {
  return nodesOf(document) + Math.ceil((document.loc?.source.body.length ?? 0) / charactersPerNode);
}

/** An LRU cache of values that belong to parsed operations. */
export function operationCache<K extends object | string, V extends object>(
  documentOf: (value: V) => DocumentNode,
): LRUCache<K, V> {
  // A value that is larger than the whole cache is not kept.
  return new LRUCache({ maxSize: maxKeptNodes, sizeCalculation: (value) => sizeOf(documentOf(value)) });
}

/** Apollo Server's cache of parsed and validated operations. */
export class ParsedOperations {
  private readonly operations = operationCache<string, DocumentNode>((document) => document);

  get(key: string): Promise<DocumentNode | undefined> {
    return Promise.resolve(this.operations.get(key));
  }

  set(key: string, document: DocumentNode): Promise<void> {
    this.operations.set(key, document);
    return Promise.resolve();
  }

  delete(key: string): Promise<boolean> {
    return Promise.resolve(this.operations.delete(key));
  }
}
