/** I14: a secret is in nothing that leaves: no record, no line of a log, no row, no answer. */
export function noSecret(text: string, secret: string): string[] {
  const at = text.indexOf(secret)
  return at < 0 ? [] : [`"…${text.slice(Math.max(0, at - 40), at + secret.length)}…" says a secret`]
}
