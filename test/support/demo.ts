import { loadDemo } from '../../src/demo';
import { TestApp } from './app';
import { createDemoDatabase } from './template';

/** A whole Trellis with the small demo, which has every kind of record in every status. */
export async function startWithDemo(overrides: Parameters<typeof TestApp.start>[0] = {}): Promise<TestApp> {
  const database = await createDemoDatabase(async (empty) => {
    const app = await TestApp.start({}, { ...empty, drop: () => Promise.resolve() });
    await loadDemo(app.installation, { password: 'the password of the demo', size: 'SMALL' });
    await app.stop();
  });
  return TestApp.start(overrides, database);
}
