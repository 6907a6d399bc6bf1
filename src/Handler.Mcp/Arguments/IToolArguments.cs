using Handler.Mcp.Calls;

namespace Handler.Mcp.Arguments;

/// <summary>The arguments of a tool, by the names that clients send.</summary>
internal interface IToolArguments
{
    /// <summary>What must not come back.</summary>
    IEnumerable<string?> Secrets();

    /// <summary>Refuses what can be seen to be wrong before anybody is called.</summary>
    /// <exception cref="ToolException">A value is wrong.</exception>
    void Check();
}
