import { Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { IdArg, InputArg, RecordArgs } from '../../shared/graphql/arguments';
import type { Context, MutationContext } from '../../shared/graphql/context';
import { Contact } from './contact.entity';
import { ContactCreateInput, ContactPayload, ContactUpdateInput } from './contact.inputs';
import * as contacts from './contact.service';

const byStaff = 'For SALES, PROJECT_MANAGER and OPERATIONS.';

@Resolver()
export class ContactResolver {
  @Query(() => Contact, { nullable: true, description: 'A contact; null if it does not exist or you may not see it.' })
  contact(@IdArg() id: string, @Ctx() { reader }: Context): Promise<Contact | null> {
    return reader.byId(Contact, id);
  }

  @Mutation(() => ContactPayload, { description: `Adds a contact to a customer. ${byStaff}` })
  contactCreate(@InputArg() input: ContactCreateInput, @Ctx() { tx }: MutationContext): Promise<Contact> {
    return contacts.create(tx, input);
  }

  @Mutation(() => ContactPayload, {
    description: `Replaces the description of a contact. Signed papers keep the name that they were signed with. ${byStaff}`,
  })
  contactUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: ContactUpdateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Contact> {
    return contacts.update(tx, id, version, input);
  }
}
