namespace Handler.Cli.Demo;

/// <summary>One line of the demo's verification.</summary>
/// <param name="Label">What must hold.</param>
/// <param name="Holds">Whether it does.</param>
internal sealed record DemoCheck(string Label, bool Holds);
