import { create } from 'zustand'
import { Dialog } from '../../web/kit/index.ts'
import { MarketList } from '../markets/index.ts'
import { navigate } from '../router/index.ts'

const useOpen = create<boolean>(() => false)

/** Opens the list of markets over any page. */
export const openMarketSearch = (): void => useOpen.setState(true, true)
const close = () => useOpen.setState(false, true)

export function MarketSearch() {
  const open = useOpen()
  if (!open) return null
  return (
    <Dialog title="Markets" onClose={close} className="markets-dialog">
      <MarketList
        startInSearch
        onChoose={(market) => {
          close()
          navigate(`/trading/${market}`)
        }}
      />
    </Dialog>
  )
}
