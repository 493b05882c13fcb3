/** Finds what is filed under the beginnings of a word, in one walk along its letters. */
export class StemTrie<Value> {
  private readonly root: Node<Value> = { values: [], next: new Map() }

  add(stem: string, value: Value): void {
    let node = this.root
    for (let at = 0; at < stem.length; at += 1) {
      const unit = stem.charCodeAt(at)
      const next: Node<Value> = node.next.get(unit) ?? { values: [], next: new Map() }
      node.next.set(unit, next)
      node = next
    }
    node.values.push(value)
  }

  /** The values of every stem that the word begins with, the shortest stem's first. */
  * beginningsOf(word: string): Generator<Value> {
    let node: Node<Value> | undefined = this.root
    for (let at = 0; node; at += 1) {
      yield* node.values
      node = at < word.length ? node.next.get(word.charCodeAt(at)) : undefined
    }
  }
}

interface Node<Value> {
  readonly values: Value[]
  readonly next: Map<number, Node<Value>>
}
