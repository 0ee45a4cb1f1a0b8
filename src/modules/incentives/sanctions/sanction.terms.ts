export enum SanctionSeverity {
  MINOR = 'MINOR',
  MAJOR = 'MAJOR',
  SEVERE = 'SEVERE',
}

export enum SanctionEffect {
  NOTICE = 'NOTICE',
  NO_NEW_DEALS = 'NO_NEW_DEALS',
  NO_NEW_STAFFING = 'NO_NEW_STAFFING',
  SUSPEND = 'SUSPEND',
}
