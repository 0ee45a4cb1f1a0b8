export { ApiKey } from './api-key.entity';
export * as apiKeyService from './api-key.service';
export { Invitation, PasswordReset } from './account-link.entity';
export { User } from './user.entity';
export { userActivated, userDeactivated, userInvited, userRolesChanged, userUpdated } from './identity.facts';
export { UserStatus } from './user.lifecycle';
export {
  activate as activateUser,
  createActiveUser,
  deactivatePerson,
  invitePerson,
  update as updateUser,
} from './user.service';
export { hashPassword } from './password';
export { weaknessOf } from './password.rules';
export { InvitationPayload } from './identity.inputs';
export { Sessions } from './session.service';
export { AccessTokens } from './tokens';
export { administratorLink, administratorStatus } from './first-admin.service';
