import type { PhoneCall, TelephoneNetwork } from '../network/createNetwork'

/** Somebody of the invented team whose telephone can be rung. */
export interface TelephoneOwner {
  readonly name: string
  readonly phone?: string
}

export type TelephoneState =
  | { readonly kind: 'quiet' }
  | { readonly kind: 'rings' }
  /** By the page that answered; `callId` is what that page hears the call by. */
  | { readonly kind: 'in_call'; readonly callId: string }

/** One telephone as the pages show it. */
export interface ShownTelephone {
  readonly number: string
  readonly name: string
  readonly state: TelephoneState
  /** False: it rings, and nobody picks up. */
  readonly answers: boolean
}

interface Kept {
  readonly number: string
  readonly name: string
  answers: boolean
  call: PhoneCall | undefined
  picked: boolean
}

/** The staff's telephones, played from browser pages: each rings until a page answers it, and takes one call at a time. */
export class StaffTelephones {
  private readonly telephones = new Map<string, Kept>()

  constructor(network: TelephoneNetwork, owners: readonly TelephoneOwner[], private readonly speechMsPerCharacter: number) {
    for (const { name, phone } of owners) {
      if (phone === undefined) continue
      const telephone: Kept = { number: phone, name, answers: true, call: undefined, picked: false }
      this.telephones.set(phone, telephone)
      network.install(phone, (call) => this.ring(telephone, call))
    }
  }

  all(): ShownTelephone[] {
    return [...this.telephones.values()].map(shown)
  }

  find(number: string): ShownTelephone | undefined {
    const telephone = this.telephones.get(number)
    return telephone && shown(telephone)
  }

  /** Picks up. @returns the call, or undefined when the telephone does not ring any more or was picked up elsewhere */
  answer(number: string): PhoneCall | undefined {
    const telephone = this.telephones.get(number)
    if (!telephone?.call || telephone.picked || !telephone.answers) return undefined
    telephone.picked = true
    telephone.call.answer()
    return telephone.call
  }

  decline(number: string): void {
    const telephone = this.telephones.get(number)
    if (telephone?.call && !telephone.picked) telephone.call.hangUp()
  }

  /** Whether it is to be answered when it rings. */
  setAnswers(number: string, answers: boolean): void {
    const telephone = this.telephones.get(number)
    if (!telephone) return
    telephone.answers = answers
  }

  private ring(telephone: Kept, call: PhoneCall): void {
    if (telephone.call) return call.hangUp()
    telephone.call = call
    telephone.picked = false
    call.speechMsPerCharacter = this.speechMsPerCharacter
    void freeAfter(telephone, call)
  }
}

async function freeAfter(telephone: Kept, call: PhoneCall): Promise<void> {
  await call.over
  telephone.call = undefined
}

const shown = ({ number, name, answers, call, picked }: Kept): ShownTelephone => ({ number, name, answers, state: stateOf(call, picked) })

function stateOf(call: PhoneCall | undefined, picked: boolean): TelephoneState {
  if (!call) return { kind: 'quiet' }
  return picked ? { kind: 'in_call', callId: call.callSid } : { kind: 'rings' }
}
