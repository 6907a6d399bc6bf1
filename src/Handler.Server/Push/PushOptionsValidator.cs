using Microsoft.Extensions.Options;

namespace Handler.Server.Push;

/// <summary>What must hold of <see cref="PushOptions"/>, each field for itself and the fields to one another.</summary>
internal sealed class PushOptionsValidator : IValidateOptions<PushOptions>
{
    /// <summary>A notification that stands in for a larger one fits in this many bytes, whatever ids it carries.</summary>
    public const int LeastBodyBytes = 16 * 1024;

    /// <summary>No URL of a webhook on another machine is shorter.</summary>
    public const int LeastUrlLength = 16;

    // A timer's longest time, rounded down to a sound figure.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    public ValidateOptionsResult Validate(string? name, PushOptions options)
    {
        var failures = new List<string>();
        CheckTimes(options, failures);
        CheckCounts(options, failures);
        CheckRetry(options.Retry, failures);
        CheckGates(options.Gates, failures);
        CheckRelations(options, failures);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void CheckTimes(PushOptions options, List<string> failures)
    {
        RequireTime(failures, "ConnectTimeout", options.ConnectTimeout);
        RequireTime(failures, "AttemptTimeout", options.AttemptTimeout);
        RequireTime(failures, "SlowAfter", options.SlowAfter);
        RequireTime(failures, "Horizon", options.Horizon, TimeSpan.MaxValue);
        RequireTime(failures, "PollInterval", options.PollInterval);
        RequireTime(failures, "SurveyInterval", options.SurveyInterval);
        RequireTime(failures, "FlushInterval", options.FlushInterval);
        RequireTime(failures, "StopGrace", options.StopGrace);
        RequireTime(failures, "Retention.EndedTasks", options.Retention.EndedTasks, TimeSpan.MaxValue);
        RequireTime(failures, "Retention.DeadLetters", options.Retention.DeadLetters, TimeSpan.MaxValue);
        RequireTime(failures, "Retention.RunningLogs", options.Retention.RunningLogs, TimeSpan.MaxValue);
    }

    private static void CheckCounts(PushOptions options, List<string> failures)
    {
        RequireAtLeast(failures, "MaxInFlight", options.MaxInFlight, 1);
        RequireAtLeast(failures, "MaxInFlightPerGate", options.MaxInFlightPerGate, 1);
        RequireAtLeast(failures, "MaxInFlightPerOrigin", options.MaxInFlightPerOrigin, 1);
        RequireAtLeast(failures, "MaxSlowInFlight", options.MaxSlowInFlight, 1);
        RequireAtLeast(failures, "MaxBodyBytes", options.MaxBodyBytes, LeastBodyBytes);
        RequireAtLeast(failures, "FlushCount", options.FlushCount, 1);
        RequireAtLeast(failures, "MaxConfigsPerTask", options.MaxConfigsPerTask, 1);
        RequireAtLeast(failures, "MaxConfigsPerOwner", options.MaxConfigsPerOwner, 1);
        RequireAtLeast(failures, "MaxUrlLength", options.MaxUrlLength, LeastUrlLength);
        RequireAtLeast(failures, "MaxSecretBytes", options.MaxSecretBytes, 1);
        RequireAtLeast(failures, "MaxWaitingPerConfig", options.MaxWaitingPerConfig, 1);
        RequireAtLeast(failures, "MaxWaitingPerOwner", options.MaxWaitingPerOwner, 1);
        RequireAtLeast(failures, "MaxUnsettledPerNode", options.MaxUnsettledPerNode, 1);
        if (!Enum.IsDefined(options.Include))
        {
            failures.Add($"Push.Include is {options.Include:D}; it must be {nameof(PushInclude.All)} or {nameof(PushInclude.StatusOnly)}.");
        }
    }

    private static void CheckRetry(RetryOptions retry, List<string> failures)
    {
        RequireTime(failures, "Retry.FirstDelay", retry.FirstDelay);
        RequireTime(failures, "Retry.MaxDelay", retry.MaxDelay);
        RequireTime(failures, "Retry.Floor", retry.Floor);
        RequireWaits(failures, "Retry.RefusalWaits", retry.RefusalWaits);
        RequireWaits(failures, "Retry.StrictRefusalWaits", retry.StrictRefusalWaits);
    }

    private static void CheckGates(GateOptions gates, List<string> failures)
    {
        RequireAtLeast(failures, "Gates.BreakerFailures", gates.BreakerFailures, 1);
        RequireTime(failures, "Gates.FirstHold", gates.FirstHold);
        RequireTime(failures, "Gates.MaxHold", gates.MaxHold);
        RequireTime(failures, "Gates.MaxRetryAfter", gates.MaxRetryAfter);
        RequireNotAbove(failures, "Gates.FirstHold", gates.FirstHold, "Gates.MaxHold", gates.MaxHold);
    }

    private static void CheckRelations(PushOptions options, List<string> failures)
    {
        var retry = options.Retry;
        RequireNotAbove(failures, "ConnectTimeout", options.ConnectTimeout, "AttemptTimeout", options.AttemptTimeout);
        RequireNotAbove(failures, "AttemptTimeout", options.AttemptTimeout, "Horizon", options.Horizon);
        RequireNotAbove(failures, "MaxBodyBytes", options.MaxBodyBytes, "MaxMemoryBytes", options.MaxMemoryBytes);
        RequireNotAbove(failures, "MaxInFlightPerGate", options.MaxInFlightPerGate, "MaxInFlight", options.MaxInFlight);
        RequireNotAbove(failures, "MaxConfigsPerTask", options.MaxConfigsPerTask, "MaxConfigsPerOwner", options.MaxConfigsPerOwner);
        RequireNotAbove(failures, "MaxWaitingPerConfig", options.MaxWaitingPerConfig, "MaxWaitingPerOwner", options.MaxWaitingPerOwner);
        RequireNotAbove(failures, "FlushCount", options.FlushCount, "MaxUnsettledPerNode", options.MaxUnsettledPerNode);
        RequireNotAbove(failures, "Retry.Floor", retry.Floor, "Retry.MaxDelay", retry.MaxDelay);
        RequireNotAbove(failures, "Retry.FirstDelay", retry.FirstDelay, "Retry.MaxDelay", retry.MaxDelay);
        RequireNotAbove(
            failures, "Retry.StrictRefusalWaits.Count", retry.StrictRefusalWaits.Count, "Retry.RefusalWaits.Count", retry.RefusalWaits.Count);
    }

    private static void RequireTime(List<string> failures, string name, TimeSpan value, TimeSpan? longest = null)
    {
        if (value <= TimeSpan.Zero || value > (longest ?? Longest))
        {
            failures.Add($"Push.{name} is {value}; it must be above zero and at most {longest ?? Longest}.");
        }
    }

    private static void RequireAtLeast(List<string> failures, string name, int value, int least)
    {
        if (value < least)
        {
            failures.Add($"Push.{name} is {value}; it must be at least {least}.");
        }
    }

    private static void RequireWaits(List<string> failures, string name, IReadOnlyList<TimeSpan> waits)
    {
        for (var i = 0; i < waits.Count; i++)
        {
            RequireTime(failures, $"{name}[{i}]", waits[i]);
        }
    }

    private static void RequireNotAbove<T>(List<string> failures, string name, T value, string otherName, T other)
        where T : IComparable<T>
    {
        if (value.CompareTo(other) > 0)
        {
            failures.Add($"Push.{name} is {value} and Push.{otherName} is {other}; {name} must not be above {otherName}.");
        }
    }
}
