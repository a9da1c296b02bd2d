import { Panel, TabPanel, Tabs } from '../../../web/kit/index.ts'
import { ConfirmFirst } from '../../identity/index.ts'
import { useTitle } from '../../router/index.ts'
import { useSession } from '../../session/index.ts'
import { DepositHistory } from './deposit-history.tsx'
import { TradeList } from './trade-list.tsx'
import { useShown } from './use-shown.ts'
import '../../../web/kit/phone-cards.css'
import './orders-history.css'

export function HistoryScreen() {
  useTitle('History')
  const isPending = useSession((session) => session.user?.state === 'pending')
  return isPending ? <ConfirmFirst title="History" /> : <HistoryLists />
}

function HistoryLists() {
  const [shown, setShown] = useShown('/history', ['trades', 'deposits'])
  return (
    <div className="page history">
      <h1 tabIndex={-1}>History</h1>
      <Panel className="history-panel" label="History">
        <Tabs
          label="Which history"
          name="history"
          className="history-tabs"
          items={[
            { id: 'trades', label: 'Trades' },
            { id: 'deposits', label: 'Deposits' },
          ]}
          value={shown}
          onValue={setShown}
        />
        <TabPanel name="history" value={shown}>
          {shown === 'trades' ? <TradeList /> : <DepositHistory />}
        </TabPanel>
      </Panel>
    </div>
  )
}
