import { HEAD_BYTES, TAIL_BYTES } from './sniffAttachment'

/** Keeps the two ends of an attachment as it streams by, and nothing of its middle. */
export class AttachmentEndsKeeper {
  private headParts: Buffer[] = []
  private headLength = 0
  private tailParts: Buffer[] = []
  private tailLength = 0

  take(chunk: Buffer): void {
    if (this.headLength < HEAD_BYTES) {
      const part = Buffer.from(chunk.subarray(0, HEAD_BYTES - this.headLength))
      this.headParts.push(part)
      this.headLength += part.length
    }
    this.tailParts.push(Buffer.from(chunk.subarray(-TAIL_BYTES)))
    this.tailLength += this.tailParts.at(-1)?.length ?? 0
    // Joined now and then only: joining at each of many small pieces would copy the same bytes again and again.
    if (this.tailLength > 2 * TAIL_BYTES) this.shorten()
  }

  get head(): Buffer {
    return Buffer.concat(this.headParts)
  }

  get tail(): Buffer {
    this.shorten()
    return this.tailParts[0] ?? Buffer.alloc(0)
  }

  private shorten(): void {
    const tail = Buffer.concat(this.tailParts).subarray(-TAIL_BYTES)
    this.tailParts = [tail]
    this.tailLength = tail.length
  }
}
