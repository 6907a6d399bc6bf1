using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <content>What is done beside the lanes, in places in flight like theirs.</content>
internal sealed partial class LanesInHand
{
    private int _errands;

    /// <summary>Takes in hand what is done beside a lane; it is heard of a change of that lane from now on.</summary>
    public void Enter(InHandLane place, LaneWork work)
    {
        lock (_sync)
        {
            _errands++;
            Admit(place, lane => lane.Learn(work.Next, work.Next[^1].Sequence, isAll: true));
            Wake?.Invoke();
        }
    }

    // What is done beside a lane goes by its config too. What is under way may end; what waits finds that it is closed when its turn comes.
    private void CloseErrands(Guid lane)
    {
        InHandLane[] errands;
        lock (_sync)
        {
            errands = _errands == 0 ? [] : [.. _lanes.Values.Where(place => place.Errand?.Lane == lane)];
        }

        foreach (var errand in errands)
        {
            lock (errand.Sync)
            {
                errand.IsClosed = true;
            }
        }
    }
}
