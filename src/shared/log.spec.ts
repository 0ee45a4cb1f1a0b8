import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import pino from 'pino';
import { QueryFailedError } from 'typeorm';
import { errorInLog } from './log';

describe('an error in the log', () => {
  const logged = (err: unknown) => {
    const lines: string[] = [];
    const log = pino(
      { base: undefined, serializers: { err: errorInLog } },
      { write: (line: string) => void lines.push(line) },
    );
    log.child({}).error({ err }, 'an operation failed');
    return lines[0]!;
  };

  it('from a statement is shortened, and does not reveal its parameters', () => {
    const parameters = Array.from({ length: 40_000 }, (_, index) => `secret_${index}`);
    const query = `SELECT id FROM partner WHERE id IN (${parameters.map(() => '?').join(', ')})`;
    const driverError = Object.assign(new Error('too many SQL variables'), {
      code: 'SQLITE_ERROR',
      sql: query.replaceAll('?', () => 'secret'),
      parameters,
    });
    const line = logged(new QueryFailedError(query, parameters, driverError));
    expect(line.length).toBeLessThan(2_048);
    expect(line).not.toContain('secret');
    expect(JSON.parse(line)).toMatchObject({
      err: {
        type: 'QueryFailedError',
        message: 'too many SQL variables',
        code: 'SQLITE_ERROR',
        statement: expect.stringMatching(/^SELECT id FROM partner WHERE id IN \(\?, .*…$/),
      },
    });
  });

  it('has its message once, and where it was thrown', () => {
    const { err } = JSON.parse(logged(new TypeError('wrong '.repeat(10_000), { cause: new Error('why') })));
    expect(err.message).toHaveLength(501);
    expect(err.stack).toContain('log.spec.ts');
    expect(err.stack).not.toContain('wrong');
    expect(err.cause).toBe('why');
  });

  it('is logged unchanged if it is not an Error', () => {
    expect(JSON.parse(logged('a text')).err).toBe('a text');
  });
});

describe('the log on the standard output', () => {
  const written = (program: string) => {
    const log = `const log = require(${JSON.stringify(join(__dirname, 'log'))}).createLog('info');`;
    const { stdout } = spawnSync(process.execPath, ['-r', '@swc-node/register', '-e', log + program], {
      cwd: join(__dirname, '..', '..'),
      encoding: 'utf8',
    });
    return stdout.split('\n').flatMap((line) => (line ? [(JSON.parse(line) as { msg: string }).msg] : []));
  };

  it('has every line when the process exits', () => {
    // The last lines may overtake the write in progress.
    const lines = written('for (let line = 0; line < 300; line += 1) log.info(String(line)); process.exit(0);');
    expect(lines.map(Number).sort((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, line) => line));
  });

  it('writes a warning, and the lines before it, without waiting for more', () => {
    const noting = 'const texts = []; require("node:fs").write = (_, text) => texts.push(text);';
    const killed = 'require("node:fs").writeSync(1, texts.join("")); process.kill(process.pid, "SIGKILL");';
    expect(written(`${noting} log.info('first'); ${killed}`)).toEqual([]);
    expect(written(`${noting} log.info('first'); log.warn('second'); ${killed}`)).toEqual(['first', 'second']);
  });
});
