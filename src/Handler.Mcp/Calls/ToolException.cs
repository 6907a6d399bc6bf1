namespace Handler.Mcp.Calls;

/// <summary>A tool cannot do what it was asked. The message is for the model: what was wrong, with which value, and what to do.</summary>
internal sealed class ToolException(string message) : Exception(message);
