// Preloaded into a server process: an error that nobody catches, when the test asks for it.
process.on('SIGUSR2', () => {
  setImmediate(() => {
    throw new Error('Nobody catches this.');
  });
});
process.on('SIGWINCH', () => {
  void Promise.reject(new Error('Nobody waits for this.'));
});
