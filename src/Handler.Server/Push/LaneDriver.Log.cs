using Handler.Server.Storage;
using Microsoft.Extensions.Logging;

namespace Handler.Server.Push;

internal sealed partial class LaneDriver
{
    // One wide line an attempt; a success is for those who look closely.
    private void LogAttempt(InHandLane lane, LaneDelivery head, AttemptRecord attempt, NextStep step)
    {
        var level = step switch
        {
            NextStep.Delivered => LogLevel.Debug,
            NextStep.Retry => LogLevel.Information,
            _ => LogLevel.Warning,
        };
        LogAttempt(
            level, lane.Row.Task.TaskId, lane.Row.ConfigId, head.Sequence, attempt.Number, lane.Gate.Origin, attempt.Outcome, attempt.Status,
            attempt.Duration.TotalMilliseconds, WordFor(step), step.Progress.Due, attempt.Detail);
    }

    private void LogGate(GateRow gate, InHandLane lane)
    {
        if (gate.Hold == GateHold.None)
        {
            LogGateOpen(lane.Gate.Origin, lane.Gate.Scope.Owner);
        }
        else
        {
            LogGateHeld(lane.Gate.Origin, lane.Gate.Scope.Owner, gate.Hold, gate.HeldUntil, gate.Level, gate.Reason);
        }
    }

    private static string WordFor(NextStep step) => step switch
    {
        NextStep.Delivered => "delivered",
        NextStep.Retry => "again",
        NextStep.Gone => "gone",
        NextStep.Dead dead => dead.Reason is DeadReason.Expired or DeadReason.ExpiredHeld ? "expired" : "dead",
        _ => "?",
    };

    [LoggerMessage(EventId = 50, Message = "Update {Sequence} of task {TaskId} to config {ConfigId} at {Origin}, attempt {Attempt}: {Outcome}{Status: 0} in {Milliseconds:0.0} ms, then {Next}, next due {Due:u}. {Detail}")]
    private partial void LogAttempt(
        LogLevel level, string taskId, string configId, long sequence, int attempt, string origin, AttemptOutcome outcome, int? status,
        double milliseconds, string next, DateTimeOffset due, string? detail);

    [LoggerMessage(51, LogLevel.Warning, "Lane {Lane} is put down until the store can be read. {Reason}")]
    private partial void LogStoreUnavailable(Guid lane, string reason);

    [LoggerMessage(52, LogLevel.Error, "The secrets of config {ConfigId} of task {TaskId} cannot be read with the keys at hand (lane {Lane}); it is held, and nothing is sent without them. Bring back the key ring that was in use when it was made, or set the config again.")]
    private partial void LogSecretUnreadable(Guid lane, string taskId, string configId);

    [LoggerMessage(80, LogLevel.Warning, "The gate to {Origin} of owner '{Owner}' is held until {Until:u} ({Hold}, step {Level}); then one webhook at a time probes it. {Reason}")]
    private partial void LogGateHeld(string origin, string owner, GateHold hold, DateTimeOffset until, int level, string? reason);

    [LoggerMessage(81, LogLevel.Information, "The gate to {Origin} of owner '{Owner}' is open again.")]
    private partial void LogGateOpen(string origin, string owner);
}
