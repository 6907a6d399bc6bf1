using Handler.Server.Storage;
using Handler.Sqlite.Engine;
using Handler.Sqlite.Tables;

namespace Handler.Sqlite.Work;

/// <summary>Gives up what is overdue at held gates: first a look, then a transaction that looks again at what was found.</summary>
internal static class HeldExpiryWork
{
    public static HeldFound Find(SqliteSession session, HeldExpiry expiry)
    {
        var (lanes, aged) = (new List<(Guid, GateKey)>(), new List<GateKey>());
        foreach (var gate in GateTable.List(session))
        {
            var upTo = UpTo(gate, expiry);
            if (!gate.Pauses.After(upTo).Equals(gate.Pauses))
            {
                aged.Add(gate.Key);
            }

            if (GateRules.Expires(gate))
            {
                lanes.AddRange(OverdueTable.Find(session, gate.Key, upTo, expiry.MaxLanes - lanes.Count, expiry.InHand).Select(lane => (lane, gate.Key)));
            }
        }

        return new HeldFound(lanes, aged);
    }

    public static HeldExpired Write(SqliteSession session, HeldExpiry expiry, HeldFound found, Announcements announcements)
    {
        foreach (var gate in found.Aged.Select(key => GateTable.Find(session, key)).OfType<GateRow>())
        {
            GatePauseTable.Write(session, gate with { Pauses = gate.Pauses.After(UpTo(gate, expiry)) });
        }

        var expired = new HeldExpired();
        foreach (var lanes in found.Lanes.GroupBy(entry => entry.Gate, entry => entry.Lane))
        {
            // Read again: a good answer or an operator may have opened it since.
            if (GateTable.Find(session, lanes.Key) is { } gate && GateRules.Expires(gate))
            {
                expired = lanes.Aggregate(expired, (sum, lane) => Write(session, lane, gate, expiry, sum, announcements));
            }
        }

        return expired;
    }

    private static HeldExpired Write(
        SqliteSession session, Guid id, GateRow gate, HeldExpiry expiry, HeldExpired before, Announcements announcements)
    {
        // Its config may have been deleted or sent elsewhere since, and it may have been taken in hand.
        if (LaneTable.Find(session, id) is not { } lane || lane.Row.Gate != gate.Key || expiry.InHand(id))
        {
            return before;
        }

        var last = AttemptTable.List(session, lane.RowId) is [.., var attempt] ? attempt : null;
        var dead = LaneDeath.Die(session, lane, new DeathNotice
        {
            From = lane.Row.Cursor + 1,
            To = lane.Row.Cursor,
            AndCommittedUpTo = UpTo(gate, expiry),
            Reason = DeadReason.ExpiredHeld,
            At = expiry.Now,
            LastAttempt = last,
        });
        var count = lane.Row.Waiting - dead.Row.Waiting;
        if (count == 0)
        {
            return before;
        }

        var after = lane with { Row = LaneRules.ExpireHeld(lane.Row, dead.Row.Cursor, count) };
        LaneTable.Record(session, after);
        LaneTable.SetGeneration(session, after);
        BodyTable.Forget(session, after, lane.Row.Cursor, after.Row.Cursor);
        announcements.Counted(gate.Key.Scope, -count);
        announcements.Changed(id, after.Row.Generation);
        return new HeldExpired(before.Lanes + 1, before.Deliveries + count);
    }

    private static DateTimeOffset UpTo(GateRow gate, HeldExpiry expiry) => gate.Pauses.CommittedUpTo(expiry.Now, expiry.Horizon);
}
