export { ApiKey } from './api-key.entity';
export * as apiKeyService from './api-key.service';
export { User, Invitation } from './user.entity';
export { UserStatus } from './user.lifecycle';
export { activate as activateUser, createActiveUser, deactivatePerson, invitePerson } from './user.service';
export { hashPassword } from './password';
export { InvitationPayload } from './identity.inputs';
export { Sessions } from './session.service';
export { AccessTokens } from './tokens';
