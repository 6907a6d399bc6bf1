using Handler.Protocol;

namespace Handler.Cli.Demo;

/// <summary>What the demo is asked for.</summary>
internal sealed record DemoSettings
{
    /// <summary>What client and webhook speak.</summary>
    public DemoDialect Dialect { get; init; } = DemoDialects.Of(WireFormat.V1);

    /// <summary>The agent is killed in mid-run and started again.</summary>
    public bool Kill { get; init; }

    /// <summary>How many steps the agent works.</summary>
    public int Steps { get; init; } = 3;

    /// <summary>How long a step takes.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long beyond a step the next push may take before the demo gives up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The webhook answers and keeps nothing: what the demo says then is tested by it.</summary>
    public bool DropsPushes { get; init; }
}
