// React draws GraphiQL and nothing else here: two calls, for which its type packages are not worth installing.
declare module 'react' {
  export function createElement(component: unknown, props: Record<string, unknown>): unknown;
}

declare module 'react-dom/client' {
  export function createRoot(container: Element): { render(element: unknown): void };
}

// esbuild writes what these import to dist/explorer/main.css.
declare module '*.css';
