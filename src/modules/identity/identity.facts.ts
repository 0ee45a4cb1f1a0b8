import { defineFact } from '../../shared/events/fact';
import { boolean, day, listOf, orNull, text } from '../../shared/events/fact-data';

export const userInvited = defineFact('UserInvited', 'A person was invited to sign in.');
export const userActivated = defineFact('UserActivated', 'An invited person set a password and can sign in.');
export const userUpdated = defineFact('UserUpdated', "An administrator corrected a person's name or email address.", {
  renamed: boolean,
  moved: boolean,
});
export const userDeactivated = defineFact('UserDeactivated', 'A person can no longer sign in.', { reason: text });
export const userRolesChanged = defineFact('UserRolesChanged', "A person's roles were changed.", {
  roles: listOf(text),
});
export const passwordChanged = defineFact('PasswordChanged', 'A person changed their password.');
export const passwordResetIssued = defineFact(
  'PasswordResetIssued',
  'A link was created by which a person sets a new password without the old one.',
);
export const passwordWasReset = defineFact('PasswordWasReset', 'A person set a new password with a link.');
export const apiKeyCreated = defineFact('ApiKeyCreated', 'An API key was created for a program.', {
  scopes: listOf(text),
  expiresOn: orNull(day),
});
export const apiKeyRevoked = defineFact('ApiKeyRevoked', 'An API key was revoked.', { reason: text });
