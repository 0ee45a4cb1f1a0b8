/** The kinds of accounts that two firms compare. */
export enum AccountPopulation {
  CUSTOMERS = 'CUSTOMERS',
  OPEN_OPPORTUNITIES = 'OPEN_OPPORTUNITIES',
  PROSPECTS = 'PROSPECTS',
}

export enum SharingLevel {
  NONE = 'NONE',
  COUNTS = 'COUNTS',
  OVERLAPS = 'OVERLAPS',
  ALL = 'ALL',
}

export enum MappingSide {
  VENDOR = 'VENDOR',
  PARTNER = 'PARTNER',
}

export type SharingLevels = Readonly<Record<AccountPopulation, SharingLevel>>;

/** A smaller number of common accounts would tell who they are. */
export const minTold = 3;

const ascending = Object.values(SharingLevel);

export function lowerLevel(one: SharingLevel, other: SharingLevel): SharingLevel {
  return ascending[Math.min(ascending.indexOf(one), ascending.indexOf(other))]!;
}

export function reaches(level: SharingLevel, least: SharingLevel): boolean {
  return ascending.indexOf(level) >= ascending.indexOf(least);
}

/** The lower level of both sides, per population; nothing is shared unless the mapping is agreed. */
export function effectiveLevels(agreed: boolean, vendor: SharingLevels, partner: SharingLevels): SharingLevels {
  const level = (population: AccountPopulation) =>
    agreed ? lowerLevel(vendor[population], partner[population]) : SharingLevel.NONE;
  const { CUSTOMERS, OPEN_OPPORTUNITIES, PROSPECTS } = AccountPopulation;
  return {
    [CUSTOMERS]: level(CUSTOMERS),
    [OPEN_OPPORTUNITIES]: level(OPEN_OPPORTUNITIES),
    [PROSPECTS]: level(PROSPECTS),
  };
}

/** The number that is told: at COUNTS not one under 3, below COUNTS none. */
export function toldCount(level: SharingLevel, count: number): number | null {
  if (!reaches(level, SharingLevel.COUNTS)) return null;
  return reaches(level, SharingLevel.OVERLAPS) || count >= minTold ? count : null;
}
