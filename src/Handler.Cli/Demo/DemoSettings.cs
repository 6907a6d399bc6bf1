namespace Handler.Cli.Demo;

/// <summary>What the demo is asked for.</summary>
internal sealed record DemoSettings
{
    /// <summary>The agent is killed in mid-run and started again.</summary>
    public bool Kill { get; init; }

    /// <summary>How many steps the agent works.</summary>
    public int Steps { get; init; } = 3;

    /// <summary>How long a step takes.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>After how long without the final push the demo gives up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);
}
