import BetterSqlite3 from 'better-sqlite3';

/* A process that locks the database file, with a transaction of this kind, until its standard input ends. */
const [file, kind] = process.argv.slice(2);
const database = new BetterSqlite3(file);
database.exec(`BEGIN ${kind!}`);
process.stdout.write('held\n');
process.stdin.on('end', () => database.exec('ROLLBACK')).resume();
