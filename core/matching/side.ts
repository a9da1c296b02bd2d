export type Side = 'buy' | 'sell'

export const opposite = (side: Side): Side => (side === 'buy' ? 'sell' : 'buy')
