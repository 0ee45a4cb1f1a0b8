import { defineFact } from '../../shared/events/fact';
import { boolean, day, listOf, orNull, text } from '../../shared/events/fact-data';

export const userInvited = defineFact('UserInvited', 'A person was invited to sign in.');
export const userActivated = defineFact('UserActivated', 'An invited person set a password and can sign in.');
export const userUpdated = defineFact('UserUpdated', "A person's name or e-mail address was corrected by the vendor.", {
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
  'A link was made by which a person sets a new password without the old one.',
);
export const passwordWasReset = defineFact('PasswordWasReset', 'A person set a new password by a link.');
export const apiKeyCreated = defineFact('ApiKeyCreated', 'A program was given a way in.', {
  scopes: listOf(text),
  expiresOn: orNull(day),
});
export const apiKeyRevoked = defineFact('ApiKeyRevoked', 'An API key was taken back.', { reason: text });
