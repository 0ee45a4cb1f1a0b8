export { DecimalIn } from '../../../shared/graphql/decimal-rule';
