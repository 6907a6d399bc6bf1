namespace Handler.Cli.Demo;

/// <summary>What the demo sets out to show.</summary>
/// <param name="Label">What must hold.</param>
/// <param name="Holds">Whether it does, by what was seen.</param>
internal sealed record DemoClaim(string Label, Func<DemoEvidence, bool> Holds)
{
    public static DemoClaim Received { get; } = new("Push notifications received (≥2)", seen => seen.Pushes.Count >= 2);

    public static DemoClaim FinalSeen { get; } = new("Final push delivery seen", seen => seen.FinalSeen);

    public static DemoClaim Completed { get; } = new("Final state is completed", seen => seen.EndsCompleted);

    public static DemoClaim Verified { get; } = new("Every push carried the token", seen => seen.IsVerified);

    public static DemoClaim InOrder { get; } = new("In order, each naming the one before", seen => seen.IsChain);

    public static DemoClaim Rebuilt { get; } = new("Pushes alone rebuild the task", seen => seen.RebuildsTask);

    public static DemoClaim CleanedUp { get; } = new("Config deleted successfully", seen => seen.IsCleanedUp);

    public static DemoClaim Survived { get; } = new("Agent killed in mid-run, task completed", seen => seen.TaskCompleted);
}
