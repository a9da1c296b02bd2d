const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Markup that is safe to send: made by `html` and by nothing else. */
export class Html {
  readonly markup: string
  constructor(markup: string) {
    this.markup = markup
  }
}

const escaped = (part: unknown): string => {
  if (part instanceof Html) return part.markup
  if (Array.isArray(part)) return part.map(escaped).join('')
  return String(part).replace(/[&<>"']/g, (char) => entities[char]!)
}

/** A template whose values are escaped, unless they are markup themselves. */
export const html = (texts: TemplateStringsArray, ...values: readonly unknown[]): Html =>
  new Html(texts.reduce((all, text, index) => all + escaped(values[index - 1]) + text))
