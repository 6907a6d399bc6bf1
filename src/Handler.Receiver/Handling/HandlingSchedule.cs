using Handler.Receiver.Inbox;

namespace Handler.Receiver.Handling;

/// <summary>What follows a try of the handler. Pure.</summary>
internal static class HandlingSchedule
{
    private const int LongestError = 256;

    public static HandlingStatus AfterReturn(HandlingStatus before) => new(HandlingState.Handled, before.Attempts + 1);

    public static HandlingStatus AfterThrow(HandlingStatus before, Exception thrown, DateTimeOffset now, IReadOnlyList<TimeSpan> waits)
    {
        var error = $"{thrown.GetType().Name}: {thrown.Message}";
        error = error.Length > LongestError ? error[..LongestError] : error;
        return before.Attempts < waits.Count
            ? new(HandlingState.Waiting, before.Attempts + 1, now + waits[before.Attempts], error)
            : new(HandlingState.Failed, before.Attempts + 1, Error: error);
    }
}
