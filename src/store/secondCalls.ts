import type { SecondCall, SecondProfessional, SecondRole } from '../domain/secondProfessionals'
import { SECOND_ROLES } from '../domain/secondProfessionals'
import { pendingStep } from '../domain/step'
import type { SecondDocument } from './documents/secondDocument'
import type { IntakeDocument } from './intakeDocument'

/** The part of an update that calls for officers: reasons are only ever added, and somebody is told by a step of its own. */
export function secondsCalled(calls: readonly SecondCall[], at: Date) {
  if (calls.length === 0) return { $set: {} }
  return {
    $set: { 'steps.escalateSecond': pendingStep(at) },
    $addToSet: {
      secondRoles: { $each: calls.map(({ role }) => role) },
      ...Object.fromEntries(calls.map(({ role, because }) => [`seconds.${role}.because`, { $each: because }])),
    },
    // As it was called for first.
    $min: Object.fromEntries(calls.map(({ role }) => [`seconds.${role}.since`, at])),
  }
}

/** The same of what a person wrote: it calls anew, though the reasons are no others. */
export function secondsCalledByPerson(calls: readonly SecondCall[], at: Date) {
  const { $set, ...added } = secondsCalled(calls, at)
  return { ...added, $set: { ...$set, ...Object.fromEntries(calls.map(({ role }) => [`seconds.${role}.calledAt`, at])) } }
}

/** The same as the fields of a pipeline's `$set`. */
export const secondsCalledByPersonInPipeline = (calls: readonly SecondCall[], at: Date): Readonly<Record<string, unknown>> =>
  calls.length === 0 ? {} : {
    'steps.escalateSecond': { $literal: pendingStep(at) },
    secondRoles: { $setUnion: [{ $ifNull: ['$secondRoles', []] }, calls.map(({ role }) => role)] },
    ...Object.fromEntries(calls.flatMap(({ role, because }) => [
      [`seconds.${role}.because`, { $setUnion: [{ $ifNull: [`$seconds.${role}.because`, []] }, { $literal: because }] }],
      [`seconds.${role}.since`, { $ifNull: [`$seconds.${role}.since`, at] }],
      [`seconds.${role}.calledAt`, at],
    ])),
  }

/** Everybody whom an enquiry calls for, as they stand. */
export const secondsIn = ({ seconds = {} }: Pick<IntakeDocument, 'seconds'>): readonly SecondProfessional[] =>
  SECOND_ROLES.flatMap((role) => secondIn(seconds, role) ?? [])

export function secondIn(seconds: NonNullable<IntakeDocument['seconds']>, role: SecondRole): SecondProfessional | undefined {
  const second = seconds[role]
  if (!second) return undefined
  const { because, since, calledAt, acceptance, asked, acceptBy, tellings } = second
  const notNeeded = isNotNeeded(second) ? second.notNeeded : undefined
  return {
    role, because, since, ...(calledAt && { calledAt }),
    ...(acceptance && { acceptance }), ...(asked && { asked }), ...(acceptBy && !acceptance && !notNeeded && { acceptBy }),
    ...(notNeeded && { notNeeded: { by: notNeeded.by, byName: notNeeded.byName, at: notNeeded.at } }),
    ...(tellings?.length && { tellings }),
  }
}

/** A manager said so, and nothing has called for one since. */
export const isNotNeeded = ({ because, notNeeded, calledAt }: Pick<SecondDocument, 'because' | 'notNeeded' | 'calledAt'>): boolean =>
  notNeeded !== undefined && notNeeded.reasons >= because.length && (!calledAt || notNeeded.at >= calledAt)
