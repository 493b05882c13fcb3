/** Letters and digits spoken one by one: a full stop makes the voice pause. */
export const slowly = (text: string): string => [...text].filter((c) => /[0-9A-Z]/.test(c)).join('. ')
