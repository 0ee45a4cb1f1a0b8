import { KernelAndIdentity0000000000001 } from './0001-kernel-and-identity';
import { CatalogAndCustomers0000000000002 } from './0002-catalog-and-customers';
import { Partners0000000000003 } from './0003-partners';
import { Training0000000000004 } from './0004-training';
import { Assessments0000000000005 } from './0005-assessments';
import { Projects0000000000006 } from './0006-projects';
import { StatementsOfWork0000000000007 } from './0007-statements-of-work';
import { Time0000000000008 } from './0008-time';
import { AssistedDelivery0000000000009 } from './0009-assisted-delivery';
import { CostRollup0000000000010 } from './0010-cost-rollup';
import { Programmes0000000000011 } from './0011-programmes';
import { Jobs0000000000012 } from './0012-jobs';
import { TrainingInDepth0000000000013 } from './0013-training-in-depth';
import { AssessmentsInDepth0000000000014 } from './0014-assessments-in-depth';
import { AssistedDeliveryInDepth0000000000015 } from './0015-assisted-delivery-in-depth';
import { Indexes0000000000016 } from './0016-indexes';
import { Documents0000000000017 } from './0017-documents';
import { Agreements0000000000018 } from './0018-agreements';
import { OriginsAndExpenses0000000000019 } from './0019-origins-and-expenses';
import { Playbooks0000000000020 } from './0020-playbooks';
import { Standards0000000000021 } from './0021-standards';
import { ChangeOrders0000000000022 } from './0022-change-orders';
import { Acceptance0000000000023 } from './0023-acceptance';
import { TimeInDepth0000000000024 } from './0024-time-in-depth';
import { Resources0000000000025 } from './0025-resources';
import { Running0000000000027 } from './0027-running';
import { Registers0000000000028 } from './0028-registers';
import { ReportedMetrics0000000000030 } from './0030-reported-metrics';
import { SigningIn0000000000034 } from './0034-signing-in';
import { QuotasAndAnchors0000000000035 } from './0035-quotas-and-anchors';
import { KeysOfText0000000000036 } from './0036-keys-of-text';
import { TimeByProjectAndStatus0000000000037 } from './0037-time-by-project-and-status';
import { Papers0000000000039 } from './0039-papers';
import { PlanningDays0000000000040 } from './0040-planning-days';
import { CalendarsOverTime0000000000041 } from './0041-calendars-over-time';
import { Awards0000000000042 } from './0042-awards';
import { RuleChanges0000000000043 } from './0043-rule-changes';
import { Corrections0000000000044 } from './0044-corrections';
import { DaysOfSteps0000000000046 } from './0046-days-of-steps';
import { WithdrawnDocuments0000000000047 } from './0047-withdrawn-documents';
import { ImportMappings0000000000048 } from './0048-import-mappings';
import { TimeZones0000000000050 } from './0050-time-zones';
import { CalendarContents0000000000051 } from './0051-calendar-contents';
import { AddressesAsKept0000000000052 } from './0052-addresses-as-kept';
import { EncodingsOfImports0000000000053 } from './0053-encodings-of-imports';
import { GivenUpKeys0000000000056 } from './0056-given-up-keys';
import { IncentiveSchemes0000000000057 } from './0057-incentive-schemes';
import { FactsByType0000000000058 } from './0058-facts-by-type';
import { IncentiveLedger0000000000060 } from './0060-incentive-ledger';
import { Payouts0000000000061 } from './0061-payouts';
import { SurveyResponses0000000000063 } from './0063-survey-responses';
import { Sanctions0000000000064 } from './0064-sanctions';
import { Appeals0000000000065 } from './0065-appeals';
import { Scorecards0000000000066 } from './0066-scorecards';
import { ProductsAndIntegrations0000000000069 } from './0069-products-and-integrations';
import { Alliances0000000000070 } from './0070-alliances';
import { MarketingFunds0000000000072 } from './0072-marketing-funds';
import { CoSells0000000000073 } from './0073-co-sells';
import { AccountMappings0000000000074 } from './0074-account-mappings';
import { Attributions0000000000075 } from './0075-attributions';
import { PersonMonths0000000000076 } from './0076-person-months';
import { PartnersInSets0000000000080 } from './0080-partners-in-sets';
import { CostRollupByOffering0000000000084 } from './0084-cost-rollup-by-offering';
import { NewestProjectsOfOfferings0000000000085 } from './0085-newest-projects-of-offerings';
import { CostsInTheIndexOfProjects0000000000086 } from './0086-costs-in-the-index-of-projects';
import { IncentiveTrials0000000000088 } from './0088-incentive-trials';
import { ReleasedEntries0000000000089 } from './0089-released-entries';
import { ValidityInTheIndexOfCertifications0000000000090 } from './0090-validity-in-the-index-of-certifications';

/** Every migration, by number, which is the order in which they run. */
export const migrations = [
  KernelAndIdentity0000000000001,
  CatalogAndCustomers0000000000002,
  Partners0000000000003,
  Training0000000000004,
  Assessments0000000000005,
  Projects0000000000006,
  StatementsOfWork0000000000007,
  Time0000000000008,
  AssistedDelivery0000000000009,
  CostRollup0000000000010,
  Programmes0000000000011,
  Jobs0000000000012,
  TrainingInDepth0000000000013,
  AssessmentsInDepth0000000000014,
  AssistedDeliveryInDepth0000000000015,
  Indexes0000000000016,
  Documents0000000000017,
  Agreements0000000000018,
  OriginsAndExpenses0000000000019,
  Playbooks0000000000020,
  Standards0000000000021,
  ChangeOrders0000000000022,
  Acceptance0000000000023,
  TimeInDepth0000000000024,
  Resources0000000000025,
  Running0000000000027,
  Registers0000000000028,
  ReportedMetrics0000000000030,
  SigningIn0000000000034,
  QuotasAndAnchors0000000000035,
  KeysOfText0000000000036,
  TimeByProjectAndStatus0000000000037,
  Papers0000000000039,
  PlanningDays0000000000040,
  CalendarsOverTime0000000000041,
  Awards0000000000042,
  RuleChanges0000000000043,
  Corrections0000000000044,
  DaysOfSteps0000000000046,
  WithdrawnDocuments0000000000047,
  ImportMappings0000000000048,
  TimeZones0000000000050,
  CalendarContents0000000000051,
  AddressesAsKept0000000000052,
  EncodingsOfImports0000000000053,
  GivenUpKeys0000000000056,
  IncentiveSchemes0000000000057,
  FactsByType0000000000058,
  IncentiveLedger0000000000060,
  Payouts0000000000061,
  SurveyResponses0000000000063,
  Sanctions0000000000064,
  Appeals0000000000065,
  Scorecards0000000000066,
  ProductsAndIntegrations0000000000069,
  Alliances0000000000070,
  MarketingFunds0000000000072,
  CoSells0000000000073,
  AccountMappings0000000000074,
  Attributions0000000000075,
  PersonMonths0000000000076,
  PartnersInSets0000000000080,
  CostRollupByOffering0000000000084,
  NewestProjectsOfOfferings0000000000085,
  CostsInTheIndexOfProjects0000000000086,
  IncentiveTrials0000000000088,
  ReleasedEntries0000000000089,
  ValidityInTheIndexOfCertifications0000000000090,
];
