/** What an account owns, per asset, in whole units: close enough to steer by, never used to book anything. */
export type Holdings = Record<string, number>

/**
 * How unevenly the holdings are spread between base and quote: 0 when their values are equal,
 * 1 when there is hardly any quote left, -1 when there is hardly any base.
 */
export function imbalance(
  holdings: Holdings,
  { base, quote, price }: { base: string; quote: string; price: number },
) {
  const [ofBase, ofQuote] = [(holdings[base] ?? 0) * price, holdings[quote] ?? 0]
  const total = ofBase + ofQuote
  return total > 0 ? (ofBase - ofQuote) / total : 0
}

/** Both our prices lean down when we own too much of the base, up when too little: at most 0.3 %. */
export const leaning = (price: number, unevenness: number): number => price * (1 - 0.003 * unevenness)
