import { defineFact } from '../../../shared/events/fact';
import { day, idOf, oneOf, text } from '../../../shared/events/fact-data';
import { IntegrationTestResult } from './integration-test.entity';

const products = { productId: idOf('product'), otherProductId: idOf('product') };

export const integrationPlanned = defineFact('IntegrationPlanned', 'An integration of two products was planned.', {
  ...products,
});
export const integrationUpdated = defineFact('IntegrationUpdated', 'The description of an integration changed.');
export const integrationStarted = defineFact('IntegrationStarted', 'Work on an integration started.', products);
export const integrationTested = defineFact('IntegrationTested', 'An integration was tested with two versions.', {
  productVersion: text,
  otherProductVersion: text,
  testedOn: day,
  result: oneOf(IntegrationTestResult),
});
export const integrationReleased = defineFact('IntegrationReleased', 'An integration was released.', products);
export const integrationRetired = defineFact('IntegrationRetired', 'An integration was retired.', { reason: text });
