import { SERVICE } from '../../config/service'
import type { Priority } from '../../src/domain/priority'
import { StoredAllocationLedger } from '../../src/store/allocationLedger'
import { deskIntakes } from '../../src/store/deskIntakes'
import { StoredRoutedIntakes } from '../../src/store/routedIntakes'
import { StoredStaffFacts } from '../../src/store/staffFacts'
import { allocateJob, allocateWork } from '../../workers/allocate'
import { escalateJob } from '../../workers/escalate'
import type { EscalationWorld } from './escalationWorld'

/** A Tuesday while the service is open, with a social worker who is not on duty and her manager. */
export async function openWithNobodyOnDuty(...worlds: readonly EscalationWorld[]): Promise<void> {
  for (const each of worlds) {
    await each.clear()
    each.time = '2026-05-05T09:00:10Z'
  }
  const [world] = worlds
  await world?.ringing.addWorker({ _id: 'wanda', role: 'social_worker', managerId: 'mona', onRota: false })
  await world?.ringing.addWorker({ _id: 'mona', email: 'mona@advice.example', role: 'manager', onRota: false })
}

/** One look for somebody who can take it, by this process. @param fault keeps it from being allocated, or is what happens during the look */
export async function look({ ringing, hours }: EscalationWorld, id: string, fault?: Error | (() => Promise<void>)): Promise<string> {
  const { connection, deps: { steps, log }, now } = ringing
  const ledger = new StoredAllocationLedger(connection, now, SERVICE.caseWeights)
  const people = ledger.people.bind(ledger)
  if (fault) ledger.people = async (intake) => {
    if (fault instanceof Error) throw fault
    await fault()
    return people(intake)
  }
  const deps = {
    steps, ledger, whoKnows: async () => [], readLanguages: () => [], isOpen: (at: Date) => hours.isOpen(at),
    caseWeights: SERVICE.caseWeights, allocateAgainMs: SERVICE.allocateAgainMs, now, log,
  }
  return allocateJob(deps, allocateWork(deps))(id)
}

/** The clock goes on; of what falls due in one moment, whom to tell comes before who can take it. */
export async function passLooking(world: EscalationWorld, ids: string | readonly string[], end: string): Promise<void> {
  const next = async (): Promise<{ readonly id: string; readonly dueAt: Date } | undefined> => {
    const due = await Promise.all([ids].flat().map(async (id) => ({ id, dueAt: (await world.ringing.intake(id)).steps.allocate.dueAt })))
    return due.flatMap(({ id, dueAt }) => (dueAt && dueAt <= new Date(end) ? [{ id, dueAt }] : [])).toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())[0]
  }
  for (let due = await next(); due; due = await next()) {
    if (due.dueAt > world.ringing.time) await world.passUntil(due.dueAt.toISOString())
    await look(world, due.id)
  }
  await world.passUntil(end)
}

/** A process that ends between writing down whom it tells and telling them. */
export const endBeforeItIsSent = async (world: EscalationWorld, id: string): Promise<void> => new Promise((resolve) => {
  const never = async (): Promise<never> => {
    resolve()
    return new Promise(() => undefined)
  }
  void escalateJob({ ...world.deps, messengers: { mail: never } })(id)
})

/** The manager decides on its priority. */
export async function decide({ ringing }: EscalationWorld, intakeId: string, from: Priority, to: Priority): Promise<void> {
  const { connection, sealer, time: at } = ringing
  const confirmedAt = (await ringing.intake(intakeId)).triage?.confirmedAt
  const confirmation = { by: 'mona', byName: 'Mona', at, reason: 'Read it.' }
  expect(await deskIntakes(connection, sealer).confirmPriority({ intakeId, seen: { priority: from, ...(confirmedAt && { confirmedAt }) }, priority: to, confirmation, mayRelax: true })).toBe('confirmed')
}

/** From a list of what is no concern about a child. */
export async function bringBack({ ringing }: EscalationWorld, id: string): Promise<void> {
  const { connection, sealer, now, time: at } = ringing
  await new StoredRoutedIntakes(connection, sealer, now).bringBack(id, { by: 'mona', byName: 'Mona', at, reason: 'It is about a child.' })
}

/** The social worker. */
export const comeOnDuty = async ({ ringing }: EscalationWorld): Promise<void> => new StoredStaffFacts(ringing.connection, ringing.now).setRota('wanda', { kind: 'service_hours' })

/** The part of an update by which the manager has a conflict of interest. */
export const barsMona = ({ ringing }: EscalationWorld) => ({ $set: { barred: [{ staffId: 'mona', name: 'Mona', at: ringing.time, by: 'd', byName: 'D' }] } })
