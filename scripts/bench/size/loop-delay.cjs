'use strict';
/* Loaded before a server: tells its parent for how long the event loop was held at most since the last question. */
const { monitorEventLoopDelay } = require('node:perf_hooks');

const resolution = 5;
const delay = monitorEventLoopDelay({ resolution });
delay.enable();
process.on('message', (message) => {
  if (message !== 'longest delay') return;
  process.send({ milliseconds: Math.max(0, delay.max / 1e6 - resolution) });
  delay.reset();
});
