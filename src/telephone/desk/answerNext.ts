import type { TelephoneDeskDeps } from './ports'

/** Somebody wants the next caller: they are rung before anybody else, at once if somebody waits. */
export async function answerNext(
  { staff, waiting, isOpen, now }: TelephoneDeskDeps, { staffId }: { readonly staffId: string },
): Promise<'asked' | 'not_on_duty' | 'no_telephone'> {
  const at = now()
  const person = await staff.find(staffId, at)
  if (!person || person.line.kind === 'no_telephone') return 'no_telephone'
  if (!person.onRota || !isOpen(at)) return 'not_on_duty'
  await staff.answerNext(staffId, at)
  await waiting.ringForNext(at)
  return 'asked'
}
