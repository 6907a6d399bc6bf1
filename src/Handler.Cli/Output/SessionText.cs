using System.Text.Json.Nodes;
using Handler.Client.Profiles;

namespace Handler.Cli.Output;

/// <summary>How a saved session is printed.</summary>
internal static class SessionText
{
    public static void Write(TextWriter output, SavedSession session)
    {
        output.WriteLine($"Session for {WireText.Line(session.AgentUrl)}");
        output.Label("Context ID", session.ContextId);
        output.Label("Task ID", session.TaskId);
    }

    /// <summary>What is not known is null. Pure.</summary>
    public static JsonObject Json(SavedSession session) =>
        new() { ["agentUrl"] = session.AgentUrl, ["contextId"] = session.ContextId, ["taskId"] = session.TaskId };
}
