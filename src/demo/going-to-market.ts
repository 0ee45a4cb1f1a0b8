import {
  AccountPopulation,
  accountMappingService,
  AttributionKind,
  attributionService,
  CoSellHelp,
  CoSellInvolvement,
  coSellService,
  SharingLevel,
} from '../modules/alliances';
import { Role } from '../shared/access/viewer';
import { addDays } from '../shared/domain/dates';
import { decimal } from '../shared/domain/decimal';
import type { Catalogue } from './catalogue';
import type { PartnerOnStage } from './partners';
import type { People } from './people';
import type { Stage } from './stage';

/** Two partners share opportunities, compare accounts, and are credited for business. */
export async function goToMarket(
  stage: Stage,
  people: People,
  catalogue: Catalogue,
  partners: readonly PartnerOnStage[],
): Promise<void> {
  stage.goTo(stage.ago(25));
  const sales = people.one(Role.SALES);
  const active = partners.filter(({ firm, administrator }) => administrator && firm.life === 'ACTIVE').slice(0, 2);
  for (const [index, { id: partnerId, administrator }] of active.entries()) {
    const customer = catalogue.customers[index]!;
    await stage.as(administrator, 'coSellDraft', async (tx) => {
      const content = {
        title: `Planning for ${customer.name}`,
        involvement: CoSellInvolvement.CO_SELL,
        help: [CoSellHelp.DEMONSTRATION],
        customerName: customer.name,
        customerCountry: customer.country,
        businessProblem: 'They plan production in spreadsheets and deliver late.',
        expectedValue: decimal(85_000 + 20_000 * index),
        currencyCode: 'EUR',
        expectedCloseOn: addDays(stage.today, 70),
      };
      const coSell = await coSellService.draft(tx, content);
      await coSellService.submit(tx, coSell.id, coSell.version);
      return coSellService.draft(tx, {
        title: 'A second plant',
        involvement: CoSellInvolvement.FOR_VISIBILITY,
        help: [],
      });
    });
    const { OVERLAPS, COUNTS } = SharingLevel;
    const levels = { customers: index === 0 ? OVERLAPS : COUNTS, openOpportunities: COUNTS, prospects: COUNTS };
    const mapping = await stage.as(sales, 'accountMappingPropose', (tx) =>
      accountMappingService.propose(tx, { partnerId, levels }),
    );
    await stage.as(administrator, 'accountMappingAccept', async (tx) => {
      const { id, version } = await accountMappingService.accept(tx, mapping.id, mapping.version, levels);
      const names = catalogue.customers.slice(index, index + 5).map(({ name }) => name);
      const input = {
        population: AccountPopulation.CUSTOMERS,
        names: [...names, 'Nordic Timber AB', 'Porto Cork Lda'],
      };
      return accountMappingService.replaceAccounts(tx, id, version, input);
    });
    const credit = await stage.as(administrator, 'attributionPropose', (tx) =>
      attributionService.propose(tx, {
        kind: AttributionKind.SOURCED,
        dealReference: `OPP-20${index + 1}`,
        contribution: 'They brought the first meeting with the head of production.',
        theirContactOn: stage.ago(60),
        contactEvidence: 'Minutes of the meeting',
        openedOn: stage.ago(40),
      }),
    );
    if (index === 0) {
      await stage.as(sales, 'attributionConfirm', (tx) =>
        attributionService.confirm(tx, credit.id, credit.version, { reason: 'No earlier contact in our records.' }),
      );
    }
  }
}
