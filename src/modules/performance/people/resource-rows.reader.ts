import type { PageOf, PageRequest } from '../../../shared/database/page';
import type { Reader } from '../../../shared/database/reader';
import { hoursOf, type Load, noLoad, percentOf } from './capacity.formula';
import { loadsOf, type Wanted } from './load-sets.reader';
import { type Question, rangeOf } from './people.reader';
import {
  CapacityRow,
  type ResourceArgs,
  ResourceFigureGap,
  ResourceGrouping,
  type ResourceRow,
  UtilisationRow,
} from './people.types';
import { groupsOf, type ResourceGroup } from './resource-groups.reader';
import { noWork, type Worked, workedBy } from './worked-sets.reader';

export function utilisation(reader: Reader, args: ResourceArgs, page: PageRequest): Promise<PageOf<UtilisationRow>> {
  return rowsOf(reader, args, page, { overbooked: false }, ({ load, worked, common }) => {
    const planned = percentOf(load.allocated, load.available);
    const utilised = percentOf(worked.billable * 100, load.available);
    return Object.assign(new UtilisationRow(), common, {
      plannedHours: hoursOf(load.allocated),
      billableHours: hoursOf(worked.billable * 100),
      plannedPercent: planned?.toFixed(2) ?? null,
      utilisationPercent: utilised?.toFixed(2) ?? null,
      unavailable: utilised === null ? ResourceFigureGap.NO_WORKING_TIME : null,
    });
  });
}

export function capacity(reader: Reader, args: ResourceArgs, page: PageRequest): Promise<PageOf<CapacityRow>> {
  return rowsOf(reader, args, page, { overbooked: true }, ({ load, common }) =>
    Object.assign(new CapacityRow(), common, {
      allocatedHours: hoursOf(load.allocated),
      freeHours: hoursOf(load.free),
      overbookedHours: hoursOf(load.overbooked),
    }),
  );
}

interface Figures {
  load: Load;
  worked: Worked;
  common: ResourceRow;
}

async function rowsOf<Row extends object>(
  reader: Reader,
  { by, from, to, filter }: ResourceArgs,
  page: PageRequest,
  wanted: Wanted,
  rowOf: (figures: Figures) => Row,
): Promise<PageOf<Row>> {
  const question: Question = { reader, by, within: rangeOf({ from, to }), filter: filter ?? {} };
  const groups = await groupsOf(question, page);
  const onPage = narrowedTo(groups.nodes, question);
  const [loads, times] = groups.nodes.length > 0 ? await Promise.all([loadsOf(onPage, wanted), workedBy(onPage)]) : [];
  const nodes = groups.nodes.map(({ id, about }) => {
    const { people, load } = loads!.get(id) ?? { people: 0, load: noLoad };
    const worked = times!.get(id) ?? noWork;
    const common = {
      ...about,
      people,
      timeEntries: worked.entries,
      availableHours: hoursOf(load.available),
      approvedHours: hoursOf(worked.minutes * 100),
    };
    return rowOf({ load, worked, common });
  });
  return groups.replaced(nodes);
}

/** The question about the rows of the page alone. */
function narrowedTo(groups: readonly ResourceGroup[], question: Question): Question {
  const ids = groups.map(({ id }) => id);
  switch (question.by) {
    case ResourceGrouping.PERSON:
      return { ...question, userIds: ids };
    case ResourceGrouping.PARTNER:
      return { ...question, firms: ids.map((id) => (id === 'VENDOR' ? null : id)) };
    default:
      return question;
  }
}
