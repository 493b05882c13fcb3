import { seededNumbers, scoreOf, shuffled, trainHead } from './trainHead'
import type { Example, TrainingPlan } from './trainHead'

/** How often an example that is so scores above one that is not (1 always, 0.5 by chance); 0.5 when there is only one kind. */
export function areaUnderCurve(scored: readonly { readonly score: number; readonly isLike: boolean }[]): number {
  const ranked = scored.toSorted((one, other) => one.score - other.score)
  let ranks = 0
  let like = 0
  ranked.forEach(({ isLike }, index) => {
    if (!isLike) return
    ranks += index + 1
    like += 1
  })
  const others = scored.length - like
  return like === 0 || others === 0 ? 0.5 : (ranks - (like * (like + 1)) / 2) / (like * others)
}

/** Trains on all folds but one, scores that one, for each in turn: how well unseen sentences are told apart. */
export function crossValidate(examples: readonly Example[], plan: TrainingPlan, folds: number): number {
  const order = shuffled(examples.length, seededNumbers(plan.seed)).flatMap((index) => examples[index] ?? [])
  const scored = Array.from({ length: folds }, (_, fold) => {
    const head = trainHead(order.filter((__, index) => index % folds !== fold), plan)
    return order.filter((__, index) => index % folds === fold).map(({ features, isLike }) => ({ score: scoreOf(head, features), isLike }))
  })
  return areaUnderCurve(scored.flat())
}
