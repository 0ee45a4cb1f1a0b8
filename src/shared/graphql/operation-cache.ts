import type { ASTNode, DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/*
 * What is kept of documents is bounded by their size, not by their number: a document of six kilobytes is a tree of a
 * thousand nodes, and takes a hundred times its text.
 */

/** How many nodes the documents of one cache may have together. */
export const maxKeptNodes = 100_000;
/** A document keeps its text, and a comment or a value is one node at most, however long it is. */
const charactersPerNode = 100;

const sizes = new WeakMap<DocumentNode, number>();

/** How many nodes the document is a tree of. */
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

/** What keeping the document takes, in nodes. */
function sizeOf(document: DocumentNode): number {
  return nodesOf(document) + Math.ceil((document.loc?.source.body.length ?? 0) / charactersPerNode);
}

/** Keeps what belongs to documents, the ones used last. */
export function operationCache<K extends object | string, V extends object>(
  documentOf: (value: V) => DocumentNode,
): LRUCache<K, V> {
  // One that is larger than the whole cache is not kept.
  return new LRUCache({ maxSize: maxKeptNodes, sizeCalculation: (value) => sizeOf(documentOf(value)) });
}

/** Where Apollo Server keeps documents that it has read and validated. */
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
