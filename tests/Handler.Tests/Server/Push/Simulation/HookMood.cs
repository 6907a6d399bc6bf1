namespace Handler.Tests.Server.Push.Simulation;

/// <summary>How a simulated webhook answers at present.</summary>
internal enum HookMood
{
    Healthy,
    Slow,
    Flaky,
    Failing,
    Busy,
    Missing,
    Refusing,
    Breaking,
    Hanging,
    Gone,
    Throttling,
    Down,
}
