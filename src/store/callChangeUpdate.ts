import { priorityRank } from '../domain/priority'
import { pendingStep } from '../domain/step'
import type { CallChange } from '../telephone/call/ports'

/** Fields of the stored call by their path: those that an event writes anew, and those that it takes away. */
export interface StoredChanges {
  readonly set: Readonly<Record<string, unknown>>
  readonly unset: readonly string[]
}

/** One event's whole effect on an enquiry as one MongoDB update: the facts, the event itself, the cards and the work due. */
export function callChangeUpdate(change: CallChange, stored: StoredChanges): object {
  const { event, after, owe, noLongerOwe, due } = change
  const cardsChange = owe.length > 0 || noLongerOwe.length > 0
  const set: Record<string, unknown> = {
    ...stored.set,
    // A worker that holds a step now loses its claim with the token, and the step is done again with the new facts.
    ...Object.fromEntries(Object.entries(due).map(([step, dueAt]) => [`steps.${step}`, pendingStep(dueAt)])),
    // Also when cards are only withdrawn: the worker takes them off the desk.
    ...(cardsChange && { 'steps.raiseTasks': pendingStep(event.at) }),
  }
  const least: Record<string, unknown> = {
    // What reaches us late, from the spool or the network's lists, may be older than what came first.
    receivedAt: event.at,
    // The urgent key counts before triage has read anything.
    ...(after.urgentAt && !change.before.urgentAt && { queueRank: priorityRank('urgent') }),
  }
  // To take cards away and add others in one write, beside cards that others owe, takes a pipeline. It costs the database
  // more than plain operators do, so it is kept for when it is needed.
  const swaps = owe.length > 0 && noLongerOwe.length > 0
  return swaps ? asPipeline(change, set, least, stored.unset) : asOperators(change, set, least, stored.unset)
}

type Fields = Readonly<Record<string, unknown>>

function asOperators({ event, owe, noLongerOwe }: CallChange, set: Fields, least: Fields, unset: readonly string[]): object {
  return {
    $inc: { 'telephony.version': 1 },
    $push: { 'telephony.events': event, ...(owe.length > 0 && { owedTasks: { $each: [...owe] } }) },
    ...(noLongerOwe.length > 0 && { $pull: { owedTasks: { $or: noLongerOwe.map(({ about, ...card }) => ({ ...card, about: about ?? { $exists: false } })) } } }),
    $min: least,
    ...(Object.keys(set).length > 0 && { $set: set }),
    ...(unset.length > 0 && { $unset: Object.fromEntries(unset.map((path) => [path, ''])) }),
  }
}

function asPipeline({ event, owe, noLongerOwe }: CallChange, set: Fields, least: Fields, unset: readonly string[]): object[] {
  const gone = noLongerOwe.map(({ kind, dueAt, about = '' }) => ({
    $and: [{ $eq: ['$$this.kind', kind] }, { $eq: ['$$this.dueAt', dueAt] }, { $eq: [{ $ifNull: ['$$this.about', ''] }, about] }],
  }))
  const others = { $filter: { input: '$owedTasks', cond: { $not: [{ $or: gone }] } } }
  const write = {
    ...mapped(set, (value) => ({ $literal: value })),
    ...mapped(least, (value, path) => ({ $min: [`$${path}`, value] })),
    'telephony.version': { $add: ['$telephony.version', 1] },
    'telephony.events': { $concatArrays: ['$telephony.events', [{ $literal: event }]] },
    owedTasks: { $concatArrays: [others, owe.map((task) => ({ $literal: task }))] },
  }
  return [{ $set: write }, ...(unset.length > 0 ? [{ $unset: [...unset] }] : [])]
}

const mapped = (fields: Fields, use: (value: unknown, path: string) => unknown): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([path, value]) => [path, use(value, path)]))
