import { createActiveUser, type User } from '../modules/identity';
import { Role } from '../shared/access/viewer';
import type { Stage } from './stage';

const vendorDomain = 'loomworks.example';

/** The staff by role. The explorer signs in as the first one. */
export const cast = [
  { name: 'Mei Lin', roles: [Role.ECOSYSTEM_MANAGER] },
  { name: 'Jonas Weber', roles: [Role.ADMIN] },
  { name: 'Priya Nair', roles: [Role.PROJECT_MANAGER] },
  { name: 'Lars Nilsson', roles: [Role.PROJECT_MANAGER] },
  { name: 'Zhou Wei', roles: [Role.PROJECT_MANAGER], timeZone: 'Asia/Shanghai' },
  { name: 'Elena Rossi', roles: [Role.MENTOR] },
  { name: 'Tomasz Zieliński', roles: [Role.MENTOR] },
  { name: 'Chen Jing', roles: [Role.MENTOR] },
  { name: 'Camille Laurent', roles: [Role.SALES] },
  { name: 'Wang Fang', roles: [Role.OPERATIONS] },
  { name: 'Noah Becker', roles: [Role.ANALYST] },
  { name: 'Ingrid Solberg', roles: [Role.CONSULTANT] },
  { name: 'Rafael Ortiz', roles: [Role.CONSULTANT] },
  { name: 'Liu Yang', roles: [Role.CONSULTANT] },
  { name: 'Sophie Martin', roles: [Role.CONSULTANT] },
  { name: 'Katarzyna Nowak', roles: [Role.CONSULTANT] },
  { name: 'Erik Johansson', roles: [Role.CONSULTANT] },
] as const;

/** Names for members of partners. */
const givenNames = [
  'Anna', 'Lukas', 'Hannah', 'Felix', 'Clara', 'Hugo', 'Inès', 'Mateo', 'Lucía', 'Giulia', 'Marco', 'Freja', 'Oskar',
  'Zofia', 'Jakub', 'Aino', 'Mikael', 'Ségolène', 'Björn', 'Jürgen', 'Öykü', 'Dimitra', 'João', 'Siobhán', 'Ewan',
]; // prettier-ignore
const familyNames = [
  'Schneider', 'Müller', 'Dubois', 'García', 'Conti', 'Jensen', 'Lindqvist', 'Kowalski', 'Virtanen', 'Novák', 'Szabó',
  'Øvergård', 'O’Brien', 'MacLeod', 'Silva', 'Yıldız', 'Papadopoulos', 'Tamm', 'Popescu', 'de Vries', 'Keller', 'Horvat',
]; // prettier-ignore
const chineseNames = [
  '王芳', '李强', '张伟', '刘洋', '陈静', '杨帆', '赵敏', '黄磊', '周婷', '吴昊', '徐丽', '孙鹏', '马超', '朱琳', '胡军', '郭晓',
]; // prettier-ignore

export class People {
  private readonly byRole = new Map<Role, User[]>();
  private readonly emails = new Set<string>();

  private constructor(private readonly stage: Stage) {}

  static async hire(stage: Stage): Promise<People> {
    const people = new People(stage);
    await stage.as(null, 'demo', async (tx) => {
      for (const { name, roles, ...more } of cast) {
        const email = people.email(name, vendorDomain);
        const user = await createActiveUser(tx, {
          name,
          email,
          roles: [...roles],
          partnerId: null,
          passwordHash: stage.passwordHash,
          timeZone: 'timeZone' in more ? more.timeZone : null,
        });
        for (const role of roles) people.byRole.set(role, [...(people.byRole.get(role) ?? []), user]);
      }
    });
    return people;
  }

  all(role: Role): readonly User[] {
    return this.byRole.get(role) ?? [];
  }

  one(role: Role): User {
    return this.all(role)[0]!;
  }

  any(role: Role): User {
    return this.stage.random.pick(this.all(role));
  }

  /** A name that suits the country, and an unused email address at the domain. */
  newcomer(country: string, domain: string): { name: string; email: string } {
    const { random } = this.stage;
    const chinese = country === 'CN';
    const name = chinese ? random.pick(chineseNames) : `${random.pick(givenNames)} ${random.pick(familyNames)}`;
    return { name, email: this.email(chinese ? `consultant` : name, domain) };
  }

  private email(name: string, domain: string): string {
    const local = name
      .normalize('NFD')
      .replace(/ł/g, 'l')
      .replace(/[^a-zA-Z ]/g, '')
      .trim()
      .toLowerCase()
      .replace(/ +/g, '.');
    let email = `${local}@${domain}`;
    for (let number = 2; this.emails.has(email); number += 1) email = `${local}.${number}@${domain}`;
    this.emails.add(email);
    return email;
  }
}
