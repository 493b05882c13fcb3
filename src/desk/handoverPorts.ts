import type { Colleagues, Following, HandoverOutcome } from '../domain/handover'
import type { Actor } from '../domain/staff'

interface About {
  readonly intakeId: string
  /** Staff id, as chosen. */
  readonly toId: string
  readonly actor: Actor
}

/** Who has an enquiry, as the desk changes it. Each throws DomainError when there is no such enquiry or it is not as it was. */
export interface HandoverDesk {
  colleagues(): Promise<Colleagues>
  /** Of an enquiry that belongs with another. */
  following(intakeId: string): Promise<Following>
  /** It goes to whoever has the first, or covers for them; what somebody is at work on is offered to them. `mayUndo`: what a manager decided since as well. */
  follow(input: Omit<About, 'toId'> & { readonly mayUndo: boolean }): Promise<'moved' | 'offered' | 'given_back'>
  give(input: About & { readonly reason: string }): Promise<HandoverOutcome>
  offer(input: About): Promise<HandoverOutcome>
  answer(input: { readonly intakeId: string; readonly accept: boolean; readonly actor: Actor }): Promise<void>
  bar(input: About & { readonly reason: string }): Promise<HandoverOutcome>
  /** The bar of whoever was chosen is taken back. */
  unbar(input: About & { readonly reason: string }): Promise<HandoverOutcome>
}
