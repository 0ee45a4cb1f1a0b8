/** How far a firm has come. */
export type Life = 'APPLICANT' | 'REJECTED' | 'ONBOARDING' | 'ACTIVE' | 'SUSPENDED' | 'TERMINATED';
export type Stage = 'TRAINING' | 'ASSESSMENT' | 'ASSISTED' | 'INDEPENDENT';

export interface Firm {
  name: string;
  legalName: string;
  country: string;
  domain: string;
  region: string;
  industries: string[];
  /** How many days ago the firm applied. */
  applied: number;
  life: Life;
  members: number;
  /** The stage that the firm has reached, by offering name. */
  qualifications: Record<string, Stage>;
  /** The figures that sales reports: new users in 12 months, and customer retention in percent. */
  figures?: { newUsers: number; retention: number };
}

const firm = (
  name: string,
  legalName: string,
  country: string,
  domain: string,
  region: string,
  industries: string[],
  applied: number,
  life: Life,
  members = 0,
  qualifications: Record<string, Stage> = {},
  figures?: Firm['figures'],
): Firm => ({
  name,
  legalName,
  country,
  domain: `${domain}.example`,
  region,
  industries,
  applied,
  life,
  members,
  qualifications,
  figures,
});

/** The partners of the demo, the most advanced first. */
export const firms: readonly Firm[] = [
  firm('Nordlicht', 'Nordlicht Consulting GmbH', 'DE', 'nordlicht', 'DACH', ['Machinery', 'Automotive'], 460, 'ACTIVE', 6,
    { 'ERP core rollout': 'INDEPENDENT', 'ERP data migration': 'INDEPENDENT', 'Planning introduction': 'ASSISTED' },
    { newUsers: 310, retention: 85 }),
  firm('上海云帆', '上海云帆信息技术有限公司', 'CN', 'yunfan', 'East China', ['Textiles', 'Automotive'], 450, 'ACTIVE', 6,
    { 'ERP core rollout': 'INDEPENDENT', 'Machine connection': 'INDEPENDENT', 'Traceability setup': 'ASSISTED' },
    { newUsers: 420, retention: 91 }),
  firm('Atelier Numérique', 'Atelier Numérique SARL', 'FR', 'atelier-numerique', 'Western Europe', ['Aerospace'], 430, 'ACTIVE', 5,
    { 'Parts shop launch': 'INDEPENDENT', 'System integration': 'ASSISTED' }, { newUsers: 160, retention: 82 }),
  firm('Lagom Systems', 'Lagom Systems AB', 'SE', 'lagom', 'Nordics', ['Automotive', 'Paper'], 420, 'ACTIVE', 5,
    { 'Planning introduction': 'INDEPENDENT', 'Management cockpit': 'ASSISTED' }, { newUsers: 95, retention: 76 }),
  firm('Vistula Digital', 'Vistula Digital Sp. z o.o.', 'PL', 'vistula', 'Eastern Europe', ['Furniture', 'Machinery'], 400, 'ACTIVE', 4,
    { 'ERP data migration': 'INDEPENDENT', 'ERP upgrade': 'ASSISTED' }, { newUsers: 80, retention: 64 }),
  firm('北京博远', '北京博远软件股份有限公司', 'CN', 'boyuan', 'North China', ['Medical devices'], 390, 'ACTIVE', 4,
    { 'Traceability setup': 'INDEPENDENT', 'Capacity model': 'ASSESSMENT' }, { newUsers: 130, retention: 72 }),
  firm('Iberia Soluciones', 'Iberia Soluciones S.L.', 'ES', 'iberia-soluciones', 'Southern Europe', ['Food'], 360, 'ACTIVE', 4,
    { 'ERP core rollout': 'ASSISTED', 'Parts shop launch': 'ASSESSMENT' }, { newUsers: 22, retention: 90 }),
  firm('Alpenblick IT', 'Alpenblick IT AG', 'CH', 'alpenblick', 'DACH', ['Machinery'], 340, 'ACTIVE', 4,
    { 'Machine connection': 'ASSISTED', 'System integration': 'TRAINING' }, { newUsers: 15, retention: 95 }),
  firm('Tulip Integrators', 'Tulip Integrators B.V.', 'NL', 'tulip', 'Western Europe', ['Utilities', 'Food'], 330, 'ACTIVE', 3,
    { 'System integration': 'ASSISTED' }, { newUsers: 11, retention: 70 }),
  firm('深圳启明', '深圳市启明科技有限公司', 'CN', 'qiming', 'South China', ['Electronics', 'Transport'], 300, 'ACTIVE', 4,
    { 'Machine connection': 'ASSISTED', 'Management cockpit': 'TRAINING' }, { newUsers: 48, retention: 88 }),
  firm('Milano Progetti', 'Milano Progetti S.r.l.', 'IT', 'milano-progetti', 'Southern Europe', ['Machinery'], 280, 'ACTIVE', 3,
    { 'ERP upgrade': 'ASSESSMENT', 'Parts shop launch': 'ASSISTED' }),
  firm('Bohemia Tech', 'Bohemia Tech s.r.o.', 'CZ', 'bohemia-tech', 'Eastern Europe', ['Glass'], 240, 'ACTIVE', 3,
    { 'ERP data migration': 'ASSESSMENT' }),
  firm('Fjord Partners', 'Fjord Partners AS', 'NO', 'fjord', 'Nordics', ['Shipbuilding'], 210, 'ACTIVE', 3,
    { 'Planning introduction': 'TRAINING' }),
  firm('Caledonia Systems', 'Caledonia Systems Ltd', 'GB', 'caledonia', 'Western Europe', ['Shipbuilding'], 200, 'ACTIVE', 3,
    { 'Traceability setup': 'TRAINING' }),
  firm('Danube Delivery', 'Danube Delivery Kft.', 'HU', 'danube', 'Eastern Europe', ['Automotive'], 380, 'SUSPENDED', 4,
    { 'ERP upgrade': 'ASSISTED' }),
  firm('Ege Yazılım', 'Ege Yazılım A.Ş.', 'TR', 'ege', 'Southern Europe', ['Textiles'], 410, 'TERMINATED', 3,
    { 'ERP core rollout': 'ASSESSMENT' }),
  firm('Suomi Toteutus', 'Suomi Toteutus Oy', 'FI', 'toteutus', 'Nordics', ['Paper'], 60, 'ONBOARDING', 1),
  firm('Adriatica Software', 'Adriatica Software d.o.o.', 'HR', 'adriatica', 'Southern Europe', ['Shipbuilding'], 45, 'ONBOARDING', 1),
  firm('杭州西湖数据', '杭州西湖数据技术有限公司', 'CN', 'xihu', 'East China', ['Textiles'], 38, 'ONBOARDING', 1),
  firm('Αθηνά Υλοποίηση', 'Αθηνά Υλοποίηση Α.Ε.', 'GR', 'athina', 'Southern Europe', ['Food'], 30, 'ONBOARDING', 0),
  firm('Lusitânia Serviços', 'Lusitânia Serviços Lda', 'PT', 'lusitania', 'Southern Europe', ['Textiles'], 12, 'APPLICANT'),
  firm('Baltic Integrators', 'Baltic Integrators OÜ', 'EE', 'baltic', 'Nordics', ['Utilities'], 6, 'APPLICANT'),
  firm('广州南风', '广州南风系统集成有限公司', 'CN', 'nanfeng', 'South China', ['Transport'], 3, 'APPLICANT'),
  firm('Carpathia Consult', 'Carpathia Consult S.R.L.', 'RO', 'carpathia', 'Eastern Europe', ['Furniture'], 150, 'REJECTED'),
  firm('Éire Consult', 'Éire Consult Ltd', 'IE', 'eire', 'Western Europe', ['Food'], 120, 'REJECTED'),
]; // prettier-ignore
