namespace Handler.Mcp.Arguments;

/// <summary>Of list_sessions.</summary>
internal sealed record NoArguments : IToolArguments
{
    public IEnumerable<string?> Secrets() => [];

    public void Check()
    {
        // There is nothing to be wrong.
    }
}
