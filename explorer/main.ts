import 'graphiql/style.css';
import './style.css';

import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { GraphiQL } from 'graphiql';
import { drawBar, type Settings } from './bar';
import { examples } from './examples';
import { createFetcher } from './fetcher';
import { Session } from './session';
import { tabStorage } from './storage';

// Monaco does its parsing in workers, which scripts/build.mjs bundles to these files.
const workers: Record<string, string> = {
  graphql: '/explorer/workers/graphql.js',
  json: '/explorer/workers/json.js',
};

self.MonacoEnvironment = {
  getWorker: (_id: string, label: string) => new Worker(workers[label] ?? '/explorer/workers/editor.js'),
};

async function start(): Promise<void> {
  const session = new Session();
  const settings = (await (await fetch('/explorer/settings.json')).json()) as Settings;
  const firstLogin = settings.demo?.logins[0];
  // A newcomer to the demo can run the examples right away; somebody who has signed out stays signed out.
  if (settings.demo && firstLogin && !session.email && !session.hasSignedOut) {
    // If it fails, the bar lets the person try again and shows why.
    await session.signIn(firstLogin.email, settings.demo.password).catch(() => undefined);
  }

  const root = createRoot(document.getElementById('explorer')!);
  const fetcher = createFetcher(session);
  let schemaIsKnown = false;

  const drawGraphiQL = () =>
    root.render(
      createElement(GraphiQL, {
        // GraphiQL asks for the schema when it gets a new fetcher. A server that shows its schema only to people
        // it knows is asked again after signing in; otherwise asking once is enough.
        fetcher: schemaIsKnown ? fetcher : fetcher.bind(null),
        onSchemaChange: () => (schemaIsKnown = true),
        schemaDescription: true,
        inputValueDeprecation: true,
        defaultTabs: examples,
        // Not kept in the browser: a header may carry a token.
        shouldPersistHeaders: false,
        storage: tabStorage,
      }),
    );

  session.onChange(() => {
    if (!schemaIsKnown) drawGraphiQL();
  });

  drawBar(document.getElementById('bar')!, settings, session, () => {
    if (confirm('Close all tabs and open the examples again?')) {
      tabStorage.clear();
      location.reload();
    }
  });
  drawGraphiQL();
}

start().catch((error: unknown) => {
  document.getElementById('explorer')!.textContent = `The explorer could not start. ${String(error)}`;
});
