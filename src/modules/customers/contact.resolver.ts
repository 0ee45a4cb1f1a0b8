import { Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { IdArg, InputArg, RecordArgs } from '../../shared/graphql/arguments';
import type { Context, MutationContext } from '../../shared/graphql/context';
import { Contact } from './contact.entity';
import { ContactCreateInput, ContactPayload, ContactUpdateInput } from './contact.inputs';
import * as contacts from './contact.service';

const byStaff = 'By SALES, a PROJECT_MANAGER or OPERATIONS.';

@Resolver()
export class ContactResolver {
  @Query(() => Contact, { nullable: true, description: 'A contact; null where there is none that you may see.' })
  contact(@IdArg() id: string, @Ctx() { reader }: Context): Promise<Contact | null> {
    return reader.byId(Contact, id);
  }

  @Mutation(() => ContactPayload, { description: `Adds a person at a customer. ${byStaff}` })
  contactCreate(@InputArg() input: ContactCreateInput, @Ctx() { tx }: MutationContext): Promise<Contact> {
    return contacts.create(tx, input);
  }

  @Mutation(() => ContactPayload, {
    description: `Changes what is known of a contact. Signed papers keep the name that they were signed with. ${byStaff}`,
  })
  contactUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: ContactUpdateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Contact> {
    return contacts.update(tx, id, version, input);
  }
}
