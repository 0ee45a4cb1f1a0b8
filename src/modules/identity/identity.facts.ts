import { defineFact } from '../../shared/events/fact';

export const userInvited = defineFact('UserInvited', 'A person was invited to sign in.');
export const userActivated = defineFact('UserActivated', 'An invited person set a password and can sign in.');
export const userUpdated = defineFact<{ renamed: boolean; moved: boolean }>(
  'UserUpdated',
  "A person's name or e-mail address was corrected by the vendor.",
);
export const userDeactivated = defineFact<{ reason: string }>('UserDeactivated', 'A person can no longer sign in.');
export const userRolesChanged = defineFact<{ roles: string[] }>('UserRolesChanged', "A person's roles were changed.");
export const passwordChanged = defineFact('PasswordChanged', 'A person changed their password.');
export const passwordResetIssued = defineFact(
  'PasswordResetIssued',
  'A link was made by which a person sets a new password without the old one.',
);
export const passwordWasReset = defineFact('PasswordWasReset', 'A person set a new password by a link.');
export const apiKeyCreated = defineFact<{ scopes: string[]; expiresOn: string | null }>(
  'ApiKeyCreated',
  'A program was given a way in.',
);
export const apiKeyRevoked = defineFact<{ reason: string }>('ApiKeyRevoked', 'An API key was taken back.');
