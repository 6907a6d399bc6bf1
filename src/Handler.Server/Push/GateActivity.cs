namespace Handler.Server.Push;

/// <summary>What a gate did of late, as this process saw it.</summary>
/// <param name="PerMinute">How many attempts began in the last minute.</param>
/// <param name="P50">Half of the last attempts took no longer; null when there were none.</param>
/// <param name="P95">Of 20 of them 19 took no longer.</param>
/// <param name="LastFailedAt">When the last attempt that failed began; null when none has.</param>
/// <param name="LastFailure">What went wrong with it, for people; secrets are masked.</param>
internal sealed record GateActivity(double PerMinute, TimeSpan? P50, TimeSpan? P95, DateTimeOffset? LastFailedAt, string? LastFailure);
