'use strict';
/*
 * A thread that runs reading statements on a connection of its own; see sqlite-threads.ts. Plain JavaScript, because a
 * thread is started from a file that Node itself can load. The build copies it.
 */
const { parentPort, workerData } = require('node:worker_threads');
const Database = require('better-sqlite3');

const { file, timeout, maxStatements } = workerData;
const database = new Database(file, { readonly: true, timeout });
const statements = new Map();

function prepared(text) {
  const known = statements.get(text);
  if (known) return known;
  // In the order of their first use, which is good enough for the few texts of figures.
  if (statements.size >= maxStatements) statements.delete(statements.keys().next().value);
  const made = database.prepare(text);
  statements.set(text, made);
  return made;
}

parentPort.on('message', ({ number, text, parameters }) => {
  try {
    parentPort.postMessage({ number, rows: prepared(text).all(...parameters) });
  } catch (error) {
    // A structured clone loses the code of an error.
    parentPort.postMessage({ number, message: error.message, code: error.code });
  }
});
