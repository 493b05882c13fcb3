import type { StaffOnBoard } from '../domain/telephoneBoard'
import { londonShort } from './londonTime'

/** What somebody said about being rung, in words. */
export function availabilityWords({ availability, onDuty }: StaffOnBoard, now: Date): string {
  const until = availability.kind !== 'by_rota' && availability.until ? ` until ${londonShort(availability.until, now)}` : ''
  switch (availability.kind) {
    case 'by_rota':
      return onDuty ? 'Available, by the rota' : 'By the rota: not rung now'
    case 'available':
      return `Available${until}`
    case 'away':
      return `Not available${until}`
    default:
      return availability satisfies never
  }
}

/** What their telephone does, in words; for a free one, whether it would ring. */
export function lineWords({ line, availability, onDuty }: StaffOnBoard, now: Date): string {
  switch (line.kind) {
    case 'no_telephone':
      return 'No telephone'
    case 'ringing':
      return 'Ringing'
    case 'talking':
      return 'Talking'
    case 'wrapping_up':
      return `Writing the note, until ${londonShort(line.until, now)}`
    case 'free':
      return availability.kind === 'away' ? 'Away' : onDuty ? 'Free' : 'Not on duty'
    default:
      return line satisfies never
  }
}
