namespace Handler.Tests.Architecture;

/// <summary>A line that breaks a rule of the house.</summary>
internal sealed record Breach(string File, int Line, string Rule, string What)
{
    public override string ToString() => $"{File}({Line}): {What} [{Rule}]";
}
