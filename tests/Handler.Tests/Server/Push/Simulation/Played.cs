namespace Handler.Tests.Server.Push.Simulation;

/// <summary>What came of playing a seed.</summary>
/// <param name="Faults">What was wrong, first things first.</param>
/// <param name="Attempts">All attempts.</param>
/// <param name="Time">How much time passed.</param>
internal sealed record Played(IReadOnlyList<string> Faults, IReadOnlyList<Attempt> Attempts, TimeSpan Time);
