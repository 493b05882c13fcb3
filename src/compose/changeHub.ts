import type { Logger } from 'pino'
import type { IntakeModel } from '../store/intakeModel'
import { IntakeChanges } from '../store/intakeChanges'

type Listener = (change: { readonly intakeId: string }) => void

/** Stands for every enquiry: what happened before the stream stood (again) is not known, so anything may have changed. */
const ANY = 'any'

/**
 * One change stream for a whole process, told on to as many listeners as there are open pages, and open only while there
 * is one: it costs the database work for each call, also on a process whose pages nobody looks at.
 */
export class ChangeHub {
  private readonly listeners = new Set<Listener>()
  private changes: IntakeChanges | undefined

  constructor(private readonly intakes: IntakeModel, private readonly log: Logger) {}

  /** @returns how to stop listening */
  subscribe(listener: Listener): () => void {
    this.listeners.add(listener)
    this.changes ??= this.open()
    return () => {
      this.listeners.delete(listener)
      if (this.listeners.size === 0) void this.stop()
    }
  }

  async stop(): Promise<void> {
    const { changes } = this
    this.changes = undefined
    await changes?.stop()
  }

  private open(): IntakeChanges {
    const changes = new IntakeChanges(this.intakes, this.log, {
      changed: (intakeId) => this.tell(intakeId),
      opened: () => this.tell(ANY),
    })
    changes.start()
    return changes
  }

  private tell(intakeId: string): void {
    for (const listener of this.listeners) listener({ intakeId })
  }
}
