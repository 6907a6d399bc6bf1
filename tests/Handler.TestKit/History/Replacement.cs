namespace Handler.TestKit.History;

/// <summary>
/// A config was replaced. Its lane goes on; the attempt under way is aborted and made again as the new config says, also where the answer to it was on the way.
/// </summary>
/// <param name="From">Before it was asked for.</param>
/// <param name="At">When the answer was there, by the clock.</param>
/// <param name="TaskId">The task.</param>
/// <param name="Webhook">The webhook's name in the history.</param>
public sealed record Replacement(long From, DateTimeOffset At, string TaskId, string Webhook);
