using Handler.Mcp.Arguments;
using Handler.Mcp.Calls;
using Handler.Mcp.Results;

namespace Handler.Mcp.Tools;

/// <summary>Asks an agent to stop working on a task.</summary>
internal sealed class CancelTaskTool(AgentCalls calls) : AgentTool<TaskArguments, TaskResult>(
    new ToolFace(
        "cancel_task",
        "Cancel a task",
        "Ask an A2A agent to stop working on a task. state tells what came of it: an agent may need a moment, and a task that has ended cannot be canceled.")
    {
        IsDestructive = true,
        IsIdempotent = true,
        IsOpenWorld = true,
    },
    calls,
    McpJsonContext.Default.TaskArguments,
    McpJsonContext.Default.TaskResult)
{
    protected override async Task<TaskResult> CallAsync(TaskArguments given, ToolCall call, CancellationToken cancel)
    {
        using var client = await Calls.ConnectAsync(given, call, cancel);
        return TaskResult.Of(await client.CancelTaskAsync(given.TaskId, cancel));
    }
}
