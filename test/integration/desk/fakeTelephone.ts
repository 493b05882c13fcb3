import type { AvailabilityWish, CallbackAsked, StaffOnBoard, TelephoneBoard, WaitingOnBoard } from '../../../src/domain/telephoneBoard'
import type { Telephone } from '../../../src/desk/telephonePorts'
import type { StaffMember } from '../../../src/domain/staff'

/** A telephone that does as a test says and remembers what the desk asked of it. */
export class FakeTelephone implements Telephone {
  waiting: WaitingOnBoard[] = []
  staff: StaffOnBoard[] = []
  nobodyOnDuty = false
  callbackAnswer: CallbackAsked = { kind: 'asked' }
  readonly wishes: AvailabilityWish[] = []
  readonly callbacks: { intakeId: string; by: { staffId: string; name: string }; unsafeConfirmed: boolean }[] = []
  readonly wrappedUp: string[] = []

  has({ id: staffId, name, role }: StaffMember, details: Partial<StaffOnBoard> = {}): void {
    const usual: StaffOnBoard = {
      staffId, name, role, availability: { kind: 'by_rota' }, line: { kind: 'free' }, onDuty: true, onCall: false, answersNext: false,
    }
    this.staff = [...this.staff.filter((one) => one.staffId !== staffId), { ...usual, ...details }]
  }

  async board(): Promise<TelephoneBoard> {
    return { waiting: this.waiting, waitingInAll: this.waiting.length, staff: this.staff, nobodyOnDuty: this.nobodyOnDuty }
  }

  async setAvailability(wish: AvailabilityWish): Promise<'set' | 'unknown'> {
    const known = this.staff.find(({ staffId }) => staffId === wish.staffId)
    if (!known) return 'unknown'
    this.wishes.push(wish)
    const { availability, onCall = known.onCall } = wish
    this.staff = this.staff.map((one) => (one === known ? { ...one, availability, onCall, onDuty: availability.kind !== 'away' } : one))
    return 'set'
  }

  async answerNext(staffId: string): Promise<'asked' | 'not_on_duty' | 'no_telephone'> {
    const known = this.staff.find((one) => one.staffId === staffId)
    if (!known || known.line.kind === 'no_telephone') return 'no_telephone'
    if (!known.onDuty) return 'not_on_duty'
    this.staff = this.staff.map((one) => (one === known ? { ...one, answersNext: true } : one))
    return 'asked'
  }

  async askForCallback(wish: FakeTelephone['callbacks'][number]): Promise<CallbackAsked> {
    this.callbacks.push(wish)
    return this.callbackAnswer
  }

  async finishWrapUp(staffId: string): Promise<void> {
    this.wrappedUp.push(staffId)
  }
}
